import type { PurchaseOrder, PurchaseOrderLine } from '../../canonical/documents.ts';
import { noCurrency } from '../../no-currency.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { readCurrency } from '../parts/headers.ts';
import {
  dateOf,
  itemPairs,
  readItem,
  readPrice,
  readQuantity,
  readSchedules,
  readUnit,
  writeSchedules,
} from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { chargesOf, readReferences, readTerms, tradeTermOf, writeReferences, writeTradeTerm } from '../parts/terms.ts';
import { addDescription, addNotes, notesOf } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 850 Purchase Order.
 *
 *   BEG  01 purpose (00 original, 01 cancellation, 05 replacement), 02 type SA stand-alone, 03 order number, 05 order date
 *   CUR  02 currency
 *   REF  customer's references; ZZ*INSURANCE*BUYER|SELLER and ZZ*CERTIFICATION*BUYER|SELLER say who bears a charge
 *   FOB  01 freight (CC buyer, PP seller, DF as the term says), 04/05 Incoterm, 06/07 place
 *   ITD  12 terms of payment in words
 *   DTM  002 requested delivery of lines without a schedule
 *   N9   L1 notes: MSG (005010: MTX)
 *   N1   parties
 *   PO1  01 line, 02 quantity, 03 unit, 04 price, 06.. item (BP buyer's, VP seller's); PID description; SCH schedules
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BEG! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH*5 TC2*
  (SAC! CUR)*25
  ITD* DIS*20 INC DTM*10 LDT*12 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*200 TD1*2 TD5*12 TD3*12 TD4*5 MAN*10 PCT*
  CTB*5 TXI*
  (AMT! REF* DTM PCT*
    (FA1! FA2!*)*)*
  (N9! DTM* MSG*1000)*1000
  (N1! N2*2 N3*2 N4* NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*200)*200
  (LM! LQ!*)*
  (SPI! REF*5 DTM*5 MSG*50
    (N1! N2*2 N3*2 N4 REF*20 G61 MSG*50)*20
    (CB1! REF*20 DTM*5 LDT MSG*50)*)*
  (ADV! DTM* MTX*)*
  (PO1! LIN* SI* CUR CN1 PO3*25
    (CTP! CUR)*
    PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PO4* REF* PER*3
    (SAC! CUR CTP)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 IT3*5 DTM*10 TC2* TD1 TD5*12 TD3*12 TD4*5 PCT* MAN*10 MSG*
    SPI* TXI* CTB*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (PKG! MEA*)*200
    (LS!
      (LDT! QTY* MSG REF*3
        (LM! LQ!*)*)*
      LE!)
    (N9! DTM* MEA*40 MSG*1000)*1000
    (N1! N2*2 N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*200
      (LDT! MAN*10 QTY*5 MSG REF*3)*)*200
    (SLN! MSG* SI* PID*1000 PO3*104 TC2* ADV* DTM*10 CTP*25 PAM*10 PO4 TAX*3
      (N9! DTM* MSG*)*
      (SAC! CUR CTP)*25
      (QTY! SI*)*
      (N1! N2*2 N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (AMT! REF PCT*)*
    (LM! LQ!*)*)!*100000
  (CTT! AMT)`,

  '005010': `
  BEG! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH*5 TC2*
  (SAC! CUR)*25
  ITD* DIS*20 INC DTM*10 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*200 TD1*2 TD5* TD3*12 TD4*5 MAN*10 PCT* CTB*5
  TXI*
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
  (PO1! LIN* SI* CUR CN1 PO3*25
    (CTP! CUR)*
    PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PO4* REF* PER*3
    (SAC! CUR CTP)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 IT3*5 DTM*10 TC2* TD1 TD5*12 TD3*12 TD4*5 PCT* MAN*10 MTX*
    SPI* TXI* CTB*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (PKG! MEA*)*200
    (LS!
      (LDT! QTY* MTX* REF*3
        (LM! LQ!*)*)*
      LE!)
    (N9! DTM* MEA*40 MTX* PWK* EFI*)*1000
    (N1! N2*2 IN2* N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*200
      (LDT! MAN*10 QTY*5 MTX* REF*3)*)*200
    (SLN! MTX* SI* PID*1000 PO3*104 MEA* TC2* ADV* DTM*10 CTP*25 PAM*10 PO4 TAX*3
      (N9! DTM* MTX*)*
      (SAC! CUR CTP)*25
      (QTY! SI*)*
      (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (AMT! REF* PCT*)*
    (LM! LQ!*)*)!*100000
  (CTT! AMT)`,
};

const purposes = { original: '00', cancellation: '01', replacement: '05' } as const;

export const purchaseOrder850: MessageFile<PurchaseOrder> = {
  type: '850',
  functionalId: 'PO',
  kind: 'purchase-order',
  grammar,
  codes: { BEG01: Object.values(purposes) },

  read(reading) {
    const { root } = reading;
    const beg = segmentOf(root, 'BEG') as Segment;
    const purpose = Object.entries(purposes).find(([, code]) => code === beg.at(1)) as [
      PurchaseOrder['purpose'],
      string,
    ];
    const notes = notesOf(root, () => true);
    return {
      kind: 'purchase-order',
      orderNumber: beg.at(3),
      orderDate: isoDate(beg.at(5)),
      purpose: purpose[0],
      currency: readCurrency(reading),
      parties: readParties(root),
      ...optional('tradeTerm', tradeTermOf(root)),
      ...optional('charges', chargesOf(root)),
      ...optional('paymentTerms', readTerms(root)),
      ...optional('requestedDelivery', dateOf(segmentsOf(root, 'DTM'), ['002', '106', '010'])),
      ...optional('references', readReferences(root)),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: loopsOf(root, 'PO1').map((loop, i) => readLine(reading, loop, i)),
    };
  },

  write(order, out) {
    out.add('BEG', purposes[order.purpose], 'SA', order.orderNumber, '', x12Date(order.orderDate));
    if (order.currency !== noCurrency) out.add('CUR', 'BY', order.currency);
    writeReferences(out, order);
    writeTradeTerm(out, order);
    if (order.paymentTerms !== undefined) out.add('ITD', ...Array<string>(11).fill(''), order.paymentTerms);
    if (order.requestedDelivery !== undefined) out.add('DTM', '002', x12Date(order.requestedDelivery));
    addNotes(out, 'NOTES', order.notes ?? []);
    writeParties(out, order.parties);
    for (const line of order.lines) writeLine(out, line);
    out.add('CTT', String(order.lines.length));
  },
};

const readLine = (reading: Reading, loop: Loop, index: number): PurchaseOrderLine => {
  const po1 = loop.segments[0] as Segment;
  const quantity = readQuantity(reading, po1, 2);
  const unit = readUnit(reading, po1, 3);
  return {
    line: po1.at(1) || String(index + 1),
    ...readItem(po1, 6, loop),
    quantity,
    unit,
    unitPrice: readPrice(reading, po1, 4),
    schedules: readSchedules(loop, quantity, unit),
  };
};

const writeLine = (out: Sink, line: PurchaseOrderLine): void => {
  out.add('PO1', line.line, line.quantity, x12Unit(line.unit), line.unitPrice, '', ...itemPairs(line));
  addDescription(out, line.description);
  writeSchedules(out, line.schedules);
};
