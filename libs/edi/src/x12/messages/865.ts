import { decimalText } from '../../amounts.ts';
import type { OrderChangeResponse, OrderResponseLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { readChangeNumber, writeChangeNumber } from '../parts/changes.ts';
import {
  codeOfOutcome,
  outcomeCodes,
  outcomeOf,
  readConfirmations,
  statusCodes,
  writeConfirmations,
} from '../parts/confirmations.ts';
import { itemPairs, readItem, readQuantity, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 865 Purchase Order Change Acknowledgment: the seller's answer to an 860.
 *
 *   BCA  02 answer (AD, AC, RD as in the 855), 03 order number, 05 change number (07 when longer than 8),
 *        06 order date, 10 date of the answer
 *   N1   parties
 *   POC  01 line, 02 CA, 03 quantity, 05 unit, 06 price, 08.. item; PID description
 *   ACK  as in the 855; ID under a POC02 of DI agrees to the deletion
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BCA! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LDT*12 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*25 TD1*2 TD5*12 TD3*12 TD4*5 PCT* MAN*10
  TXI* CTB* G53*
  (N9! DTM* MSG*1000)*1000
  (N1! N2*2 N3*2 N4 NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*25 MSG*)*200
  (AMT! PCT*)*
  (ADV! DTM* MTX*)*
  (POC! LIN* SI* CUR PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*25 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 TD1 TD5*12 TD3*12 TD4*5 TXI* PCT*
    (ACK! DTM)*104
    MAN*10 SPI* MSG* CTB*
    (AMT! PCT*)*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (LDT! QTY* MSG
      (LM! LQ!*)*)*
    (N9! DTM* MSG*1000)*1000
    (N1! N2*2 N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*25
      (LDT! MAN*10 QTY*5 MSG)*)*200
    (SLN! MSG* SI* PID*1000 PO3*25 CTP*25 PAM*10 ACK*104
      (SAC! CUR)*10
      DTM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM*)*
      (N1! N2*2 N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (PD! PDD*)*)*
  (CTT! AMT*5)`,

  '005010': `
  BCA! CUR REF* PER*3 TAX* FOB* CTP* PAM*10 CSH
  (SAC! CUR)*25
  ITD*5 DIS*20 INC DTM*10 LIN*5 SI* PID*200 MEA*40 PWK*25 PKG*25 TD1*2 TD5*12 TD3*12 TD4*5 PCT* MAN*10 TXI*
  CTB* G53*
  (LDT! QTY* MTX*)*
  (N9! DTM* MTX* PWK* EFI*)*1000
  (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER* SI* FOB TD1*2 TD5*12 TD3*12 TD4*5 PKG*25 MTX*)*200
  (AMT! PCT*)*
  (ADV! DTM* MTX*)*
  (LM! LQ!*)*
  (POC! LIN* SI* CUR PO3*25 CTP* PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*25 PO4* REF* PER*3
    (SAC! CUR)*25
    IT8 CSH* ITD*2 DIS*20 INC TAX* FOB* SDQ*500 DTM*10 TD1 TD5*12 TD3*12 TD4*5 TXI* PCT*
    (ACK! DTM)*104
    MAN*10 SPI* MTX* CTB*
    (LM! LQ!*)*
    (AMT! PCT*)*
    (QTY! SI*)*
    (SCH! TD1*2 TD5*12 TD3*12 TD4*5 REF*)*200
    (LDT! QTY* MTX*
      (LM! LQ!*)*)*
    (N9! DTM* MTX* PWK* EFI*)*1000
    (N1! N2*2 IN2* N3*2 N4 QTY* NX2* REF*12 PER*3 SI* DTM FOB SCH*200 TD1*2 TD5*12 TD3*12 TD4*5 PKG*25
      (LDT! MAN*10 QTY*5 MTX*)*)*200
    (SLN! MTX* SI* PID*1000 PO3*25 MEA* CTP*25 PAM*10 ACK*104
      (SAC! CUR)*10
      DTM*10 PO4 TAX*3 ADV*
      (QTY! SI*)*
      (N9! DTM* MTX*)*
      (N1! N2*2 IN2* N3*2 N4 NX2* REF*12 PER*3 SI*)*10)*1000
    (PD! PDD*)*)*
  (CTT! AMT*5)`,
};

export const orderChangeResponse865: MessageFile<OrderChangeResponse> = {
  type: '865',
  functionalId: 'CA',
  kind: 'order-change-response',
  grammar,
  codes: { BCA02: outcomeCodes, ACK01: statusCodes },

  read(reading) {
    const { root } = reading;
    const bca = segmentOf(root, 'BCA') as Segment;
    const outcome = outcomeOf(bca.at(2));
    const answered = bca.at(10) || bca.at(11);
    return {
      kind: 'order-change-response',
      orderNumber: bca.at(3),
      orderDate: isoDate(bca.at(6)),
      changeNumber: readChangeNumber(reading, bca),
      responseDate: answered === '' ? reading.groupDate : isoDate(answered),
      outcome,
      parties: readParties(root),
      lines: loopsOf(root, 'POC').map((loop, i) => readLine(reading, loop, i, outcome)),
    };
  },

  write(answer, out) {
    const [short, long] = writeChangeNumber(answer.changeNumber);
    const order = [answer.orderNumber, '', short, x12Date(answer.orderDate), long, '', ''];
    out.add('BCA', '00', codeOfOutcome(answer.outcome), ...order, x12Date(answer.responseDate));
    writeParties(out, answer.parties);
    for (const line of answer.lines) writeLine(out, line);
    out.add('CTT', String(answer.lines.length));
  },
};

const readLine = (
  reading: Reading,
  loop: Loop,
  index: number,
  outcome: OrderChangeResponse['outcome'],
): OrderResponseLine => {
  const poc = loop.segments[0] as Segment;
  const deletion = poc.at(2) === 'DI';
  const quantity = deletion && poc.at(3) === '' ? '0' : readQuantity(reading, poc, 3);
  const unit = readUnit(reading, poc, 5);
  return {
    line: poc.at(1) || String(index + 1),
    ...readItem(poc, 8, loop),
    quantity,
    unit,
    ...optional('unitPrice', poc.at(6) === '' ? undefined : decimalText(poc.at(6))),
    confirmations: readConfirmations(loop, { quantity, unit, outcome, deletion }),
  };
};

const writeLine = (out: Sink, line: OrderResponseLine): void => {
  const price = [line.unitPrice, '', ...itemPairs(line)];
  out.add('POC', line.line, 'CA', line.quantity, '', x12Unit(line.unit), ...price);
  addDescription(out, line.description);
  writeConfirmations(out, line.confirmations);
};
