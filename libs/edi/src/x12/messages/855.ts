import { decimalText } from '../../amounts.ts';
import type { OrderResponse, OrderResponseLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import {
  codeOfOutcome,
  outcomeCodes,
  outcomeOf,
  readConfirmations,
  statusCodes,
  writeConfirmations,
} from '../parts/confirmations.ts';
import { statedCurrency } from '../parts/headers.ts';
import { itemPairs, readItem, readQuantity, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 855 Purchase Order Acknowledgment: the seller's answer to an 850.
 *
 *   BAK  02 answer (AD accepted, AC accepted with change, RD rejected), 03 order number, 04 order date,
 *        08 the seller's number for the order, 09 date of the answer
 *   CUR  02 currency
 *   N1   parties
 *   PO1  the line as answered: 01 line, 02 quantity, 03 unit, 04 price, 06.. item; PID description
 *   ACK  one per schedule: 01 status, 02 quantity, 03 unit, 04/05 promised date (068)
 *   N9   L1*n: the reason of the line's n-th ACK, in MSG (005010: MTX)
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BAK! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LDT*12 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*25 TD1*2 TD5*12 TD3*12 TD4*5 MAN*10 TXI*
  CTB*
  (N9! DTM* MSG*1000)*1000
  (N1! N2*2 N3*2 N4 NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*25 MSG*)*200
  (ADV! DTM* MTX*)*
  (PO1! LIN* SI* CUR PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 LDT*12 TD1 TD5*12 TD3*12 TD4*5
    (ACK! DTM)*104
    MAN*10 AMT CTB* TXI*
    (QTY! SI*)*
    (PKG! MEA*)*200
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (N9! DTM* MSG*1000)*1000
    (N1! N2*2 N3*2 N4 NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 QTY* PKG*25)*200
    (SLN! MSG* SI* PID*1000 PO3*25 CTP*25 PAM*10 ACK*104
      (SAC! CUR)*10
      DTM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM* MSG*)*
      (N1! N2*2 N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000)*100000
  (CTT! AMT)`,

  '005010': `
  BAK! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LDT*12 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*25 TD1*2 TD5*12 TD3*12 TD4*5 MAN*10 TXI*
  CTB*
  (N9! DTM* MTX* PWK* EFI*)*1000
  (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*25 MTX*)*200
  (ADV! DTM* MTX*)*
  (PO1! LIN* SI* CUR PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 LDT*12 TD1 TD5*12 TD3*12 TD4*5
    (ACK! DTM)*104
    MAN*10 AMT CTB* TXI*
    (QTY! SI*)*
    (PKG! MEA*)*200
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (N9! DTM* MTX* PWK* EFI*)*1000
    (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 QTY* PKG*25)*200
    (SLN! MTX* SI* PID*1000 PO3*25 MEA* CTP*25 PAM*10 ACK*104
      (SAC! CUR)*10
      DTM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM* MTX*)*
      (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000)*100000
  (CTT! AMT)`,
};

export const orderResponse855: MessageFile<OrderResponse> = {
  type: '855',
  functionalId: 'PR',
  kind: 'order-response',
  grammar,
  codes: { BAK02: outcomeCodes, ACK01: statusCodes },

  read(reading) {
    const { root } = reading;
    const bak = segmentOf(root, 'BAK') as Segment;
    const outcome = outcomeOf(bak.at(2));
    return {
      kind: 'order-response',
      orderNumber: bak.at(3),
      orderDate: isoDate(bak.at(4)),
      responseDate: bak.at(9) === '' ? reading.groupDate : isoDate(bak.at(9)),
      ...optional('sellerOrder', bak.at(8)),
      outcome,
      ...optional('currency', statedCurrency(root)),
      parties: readParties(root),
      lines: loopsOf(root, 'PO1').map((loop, i) => readLine(reading, loop, i, outcome)),
    };
  },

  write(answer, out) {
    const dates = [x12Date(answer.orderDate), '', '', '', answer.sellerOrder, x12Date(answer.responseDate)];
    out.add('BAK', '00', codeOfOutcome(answer.outcome), answer.orderNumber, ...dates);
    if (answer.currency !== undefined) out.add('CUR', 'SE', answer.currency);
    writeParties(out, answer.parties);
    for (const line of answer.lines) writeLine(out, line);
    out.add('CTT', String(answer.lines.length));
  },
};

const readLine = (
  reading: Reading,
  loop: Loop,
  index: number,
  outcome: OrderResponse['outcome'],
): OrderResponseLine => {
  const po1 = loop.segments[0] as Segment;
  const quantity = readQuantity(reading, po1, 2);
  const unit = readUnit(reading, po1, 3);
  return {
    line: po1.at(1) || String(index + 1),
    ...readItem(po1, 6, loop),
    quantity,
    unit,
    ...optional('unitPrice', po1.at(4) === '' ? undefined : decimalText(po1.at(4))),
    confirmations: readConfirmations(loop, { quantity, unit, outcome, deletion: false }),
  };
};

const writeLine = (out: Sink, line: OrderResponseLine): void => {
  out.add('PO1', line.line, line.quantity, x12Unit(line.unit), line.unitPrice, '', ...itemPairs(line));
  addDescription(out, line.description);
  writeConfirmations(out, line.confirmations);
};
