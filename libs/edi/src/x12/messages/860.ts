import { decimalText } from '../../amounts.ts';
import type { OrderChange, OrderChangeLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { readChangeNumber, writeChangeNumber } from '../parts/changes.ts';
import { statedCurrency } from '../parts/headers.ts';
import { itemPairs, readItem, readQuantity, readSchedules, readUnit, writeSchedules } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription, addNotes, notesOf } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 860 Purchase Order Change Request, buyer initiated.
 *
 *   BCH  01 purpose (04 change, 05 replacement, 01 cancellation, 06 confirmation of a counter-offer), 02 type,
 *        03 order number, 05 change number (07 when longer than 8), 06 order date, 11 date of the change
 *   CUR  02 currency
 *   N9   L1 notes: MSG (005010: MTX)
 *   N1   parties
 *   POC  01 line, 02 action, 03 quantity after the change, 05 unit, 06 price, 08.. item; PID description;
 *        SCH all schedules after the change
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BCH! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH*5
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LDT*12 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*200 TD1*2 TD5*12 TD3*12 TD4*5 CTB* MAN*10
  G53* TXI* PCT*
  (AMT! REF* DTM PCT*
    (FA1! FA2!*)*)*
  (N9! DTM* MSG*1000)*1000
  (N1! N2*2 N3*2 N4* NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*200)*200
  (LM! LQ!*)*
  (SPI! REF*5 DTM*5 MSG*50
    (N1! N2*2 N3*2 N4 REF*20 G61 MSG*50)*20
    (CB1! REF*20 DTM*5 LDT MSG*50)*)*
  (ADV! DTM* MTX*)*
  (POC! LIN* SI* CUR CN1 PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*200 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 TD1 TD5*12 TD3*12 TD4*5 MAN*10 PCT* TC2*2 CTB* TXI*
    SPI* MSG*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5)*200
    (N9! DTM* MSG*1000)*1000
    (LS!
      (LDT! QTY* MSG REF*3
        (LM! LQ!*)*)*
      LE!)
    (N1! N2*2 N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*200
      (LDT! MAN*10 QTY*5 MSG REF*3)*)*200
    (SLN! MSG* SI* PID*1000 PO3*104 TC2*2
      (SAC! CUR)*10
      DTM*10 CTP*25 PAM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM* MSG*)*
      (N1! N2*2 N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (AMT! REF PCT*)*
    (LM! LQ!*)*)*
  (CTT! AMT*5)`,

  '005010': `
  BCH! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH*5
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*200 TD1*2 TD5*12 TD3*12 TD4*5 CTB* MAN*10 G53*
  TXI* PCT*
  (LDT! QTY* MTX* REF*)*
  (AMT! REF* DTM PCT*
    (FA1! FA2!*)*)*
  (N9! DTM* MTX* PWK* EFI*)*1000
  (N1! N2*2 IN2* N3*2 N4* NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*200)*200
  (LM! LQ!*)*
  (SPI! REF*5 DTM*5 MTX*
    (N1! N2*2 N3*2 N4 REF*20 G61 MTX*)*20
    (CB1! REF*20 DTM*5 LDT MTX*)*)*
  (ADV! DTM* MTX*)*
  (POC! LIN* SI* CUR CN1 PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*200 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 TD1 TD5*12 TD3*12 TD4*5 MAN*10 PCT* TC2*2 CTB* TXI*
    SPI* MTX*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (N9! DTM* MTX* PWK* EFI*)*1000
    (LS!
      (LDT! QTY* MTX* REF*3
        (LM! LQ!*)*)*
      LE!)
    (N1! N2*2 IN2* N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*200
      (LDT! MAN*10 QTY*5 MTX* REF*3)*)*200
    (SLN! MTX* SI* PID*1000 PO3*104 MEA* TC2*2
      (SAC! CUR)*10
      DTM*10 CTP*25 PAM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM* MTX*)*
      (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (AMT! REF* PCT*)*
    (LM! LQ!*)*)*
  (CTT! AMT*5)`,
};

type Action = OrderChangeLine['action'];

const purposes = { change: '04', cancellation: '01', confirmation: '06' } as const;
/** A replacement (05) is a change that states the whole order. */
const purposeOfCode = new Map<string, OrderChange['purpose']>([
  ['04', 'change'],
  ['05', 'change'],
  ['01', 'cancellation'],
  ['06', 'confirmation'],
]);

/** DE 670 change or response type. The first of an action is written, all are read. */
const codesOfAction: Readonly<Record<Action, readonly string[]>> = {
  add: ['AI'],
  delete: ['DI'],
  'quantity-increase': ['QI'],
  'quantity-decrease': ['QD'],
  reschedule: ['RS'],
  'price-change': ['PC'],
  change: ['CA', 'CB', 'CE', 'CF', 'CG', 'CH', 'CI', 'CT', 'NC', 'PQ', 'PR', 'RQ', 'RZ'],
};
const actionOfCode = new Map(
  Object.entries(codesOfAction).flatMap(([action, codes]) => codes.map((code) => [code, action as Action] as const)),
);

export const orderChange860: MessageFile<OrderChange> = {
  type: '860',
  functionalId: 'PC',
  kind: 'order-change',
  grammar,
  codes: { BCH01: [...purposeOfCode.keys()], POC02: [...actionOfCode.keys()] },

  read(reading) {
    const { root } = reading;
    const bch = segmentOf(root, 'BCH') as Segment;
    const notes = notesOf(root, () => true);
    return {
      kind: 'order-change',
      orderNumber: bch.at(3),
      orderDate: isoDate(bch.at(6)),
      changeNumber: readChangeNumber(reading, bch),
      changeDate: bch.at(11) === '' ? reading.groupDate : isoDate(bch.at(11)),
      purpose: purposeOfCode.get(bch.at(1)) as OrderChange['purpose'],
      ...optional('currency', statedCurrency(root)),
      parties: readParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: loopsOf(root, 'POC').map((loop, i) => readLine(reading, loop, i)),
    };
  },

  write(change, out) {
    const [short, long] = writeChangeNumber(change.changeNumber);
    const order = [change.orderNumber, '', short, x12Date(change.orderDate), long, '', '', ''];
    out.add('BCH', purposes[change.purpose], 'SA', ...order, x12Date(change.changeDate));
    if (change.currency !== undefined) out.add('CUR', 'BY', change.currency);
    addNotes(out, 'NOTES', change.notes ?? []);
    writeParties(out, change.parties);
    for (const line of change.lines) writeLine(out, line);
    out.add('CTT', String(change.lines.length));
  },
};

const readLine = (reading: Reading, loop: Loop, index: number): OrderChangeLine => {
  const poc = loop.segments[0] as Segment;
  const action = actionOfCode.get(poc.at(2)) as Action;
  const quantity = action === 'delete' && poc.at(3) === '' ? '0' : readQuantity(reading, poc, 3);
  const unit = readUnit(reading, poc, 5);
  return {
    line: poc.at(1) || String(index + 1),
    action,
    ...readItem(poc, 8, loop),
    quantity,
    unit,
    ...optional('unitPrice', poc.at(6) === '' ? undefined : decimalText(poc.at(6))),
    schedules: readSchedules(loop, quantity, unit),
  };
};

const writeLine = (out: Sink, line: OrderChangeLine): void => {
  const code = codesOfAction[line.action][0];
  out.add('POC', line.line, code, line.quantity, '', x12Unit(line.unit), line.unitPrice, '', ...itemPairs(line));
  addDescription(out, line.description);
  writeSchedules(out, line.schedules);
};
