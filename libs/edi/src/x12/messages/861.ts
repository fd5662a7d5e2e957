import { total } from '@tradeloom/kernel';
import { decimalText, negated } from '../../amounts.ts';
import type { ReceiptAdvice, ReceiptLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { keywordOf, referenceOf } from '../parts/headers.ts';
import { itemPairs, pairValue, readItem, readQuantity, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 861 Receiving Advice.
 *
 *   BRA  01 receipt number, 02 date, 03 00, 04 1 (receiving dock advice)
 *   REF  SI shipment number
 *   DTM  050 received
 *   N1   parties
 *   RCD  01 line, 02 received, 03 unit; then quantity, unit and condition (DE 412) in threes from 06: 07 good condition
 *        = accepted, 08 rejected; 01 damaged counts as rejected besides, as does 04, what was sent back
 *   LIN  item; PID description; PRF 01 order number
 *   REF  LT lot; ZZ*REASON*text of the rejection
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BRA! CUR REF* PER*3 DTM!*10 PRF*25 TD1*2 TD5*12 TD3*12 TD4*5 MEA*40
  (N1! N2*2 N3*2 N4 REF*100 PER*3 FOB)*200
  (LM! LQ!*100)*10
  (RCD! SN1 CUR LIN*100 PID*1000 PO4*100 REF*12 PER*3 DTM*10 PRF*25 MEA* FOB TD1*20 TD5*12 TD3*12 TD4*5
    SAC*10 MAN*
    (LM! LQ!*100)*10
    (SLN! PID*1000 NM1
      (LM! LQ!*100)*10)*100
    (N1! N2*2 N3*2 N4 REF*100 PER*3 FOB)*200)*200000
  CTT`,

  '005010': `
  BRA! CUR REF* PER*3 DTM!*10 PRF*25 TD1*2 TD5*12 TD3*12 TD4*5 MEA*40
  (N1! N2*2 N3*2 N4 REF*100 PER*3 FOB)*200
  (LM! LQ!*100)*10
  (FA1! FA2!*)*
  (RCD! SN1 CUR LIN*100 PID*1000 PO4*100 REF*12 PER*3 DTM*10 PRF*25 MEA* FOB TD1*20 TD5*12 TD3*12 TD4*5
    SAC*10 MAN*
    (LM! LQ!*100)*10
    (SLN! PID*1000 NM1
      (LM! LQ!*100)*10)*100
    (N1! N2*2 N3*2 N4 REF*100 PER*3 FOB)*200
    (FA1! FA2!*)*)*200000
  CTT`,
};

const good = '07';
const refused = '08';
const broken = '01';
/** Quantity short and over: nothing that lies here and was refused. */
const differences = ['02', '03'];
const conditionElements = [6, 9, 12, 15, 18];

export const receiptAdvice861: MessageFile<ReceiptAdvice> = {
  type: '861',
  functionalId: 'RC',
  kind: 'receipt-advice',
  grammar,
  codes: {},

  read(reading) {
    const { root } = reading;
    const bra = segmentOf(root, 'BRA') as Segment;
    return {
      kind: 'receipt-advice',
      receiptNumber: bra.at(1),
      receiptDate: isoDate(bra.at(2)),
      shipmentNumber: shipmentOf(reading, bra),
      parties: readParties(root),
      lines: loopsOf(root, 'RCD').map((loop, i) => readLine(reading, loop, i)),
    };
  },

  write(advice, out) {
    out.add('BRA', advice.receiptNumber, x12Date(advice.receiptDate), '00', '1');
    out.add('REF', 'SI', advice.shipmentNumber);
    out.add('DTM', '050', x12Date(advice.receiptDate));
    writeParties(out, advice.parties);
    for (const line of advice.lines) writeLine(out, line);
    out.add('CTT', String(advice.lines.length));
  },
};

const shipmentOf = ({ root, problems }: Reading, bra: Segment): string => {
  const number = referenceOf(root, 'SI') ?? referenceOf(root, 'PK') ?? referenceOf(root, 'BM');
  if (number !== undefined) return number;
  problems.at('REFERENCE_NOT_STATED', bra, { element: 1, expected: 'BRA01' });
  return bra.at(1);
};

const readLine = (reading: Reading, loop: Loop, index: number): ReceiptLine => {
  const { root, problems } = reading;
  const rcd = loop.segments[0] as Segment;
  const lin = segmentOf(loop, 'LIN');
  const orderNumber = segmentOf(loop, 'PRF')?.at(1) ?? segmentOf(root, 'PRF')?.at(1) ?? '';
  if (orderNumber === '') problems.at('ORDER_NOT_STATED', rcd);
  const received = readQuantity(reading, rcd, 2);
  const conditions = conditionElements
    .map((n) => ({ quantity: rcd.at(n), condition: rcd.at(n + 2) }))
    .filter(({ quantity }) => quantity !== '');
  const accepted = conditions.find(({ condition }) => condition === good)?.quantity;
  const damaged = conditions.find(({ condition }) => condition === broken)?.quantity;
  const rejected = sumOf([
    rcd.at(4),
    ...conditions
      .filter(({ condition }) => condition !== good && !differences.includes(condition))
      .map((c) => c.quantity),
  ]);
  return {
    orderNumber,
    line: pairValue(lin, 2, ['PL']) ?? (rcd.at(1) || String(index + 1)),
    ...readItem(lin, 2, loop),
    ...optional('lot', referenceOf(loop, 'LT')),
    received,
    accepted: accepted === undefined ? total([received, negated(rejected)]) : decimalText(accepted),
    rejected,
    ...optional('damaged', damaged === undefined ? undefined : decimalText(damaged)),
    unit: readUnit(reading, rcd, 3),
    ...optional('reason', keywordOf(loop, 'REASON')),
  };
};

const isNothing = (quantity: string): boolean => Number(quantity) === 0;

/** One quantity keeps its own writing; several are added. */
const sumOf = (quantities: readonly string[]): string => {
  const stated = quantities.filter(Boolean).map(decimalText);
  const counted = stated.filter((quantity) => !isNothing(quantity));
  const [only, ...more] = counted.length > 0 ? counted : stated.slice(0, 1);
  return only === undefined || more.length > 0 ? total(stated) : only;
};

const writeLine = (out: Sink, line: ReceiptLine): void => {
  const unit = x12Unit(line.unit);
  const conditions = [line.accepted, unit, good, ...notAccepted(line, unit)];
  out.add('RCD', line.line, line.received, unit, '', '', ...conditions);
  const pairs = itemPairs(line);
  if (pairs.length > 0) out.add('LIN', line.line, ...pairs);
  addDescription(out, line.description);
  if (line.lot !== undefined) out.add('REF', 'LT', line.lot);
  if (line.reason !== undefined) out.add('REF', 'ZZ', 'REASON', line.reason);
  out.add('PRF', line.orderNumber);
};

/** Damaged pieces have a condition of their own: what 08 says is the rest. */
const notAccepted = ({ rejected, damaged }: ReceiptLine, unit: string): string[] =>
  damaged === undefined ? [rejected, unit, refused] : [restOf(rejected, damaged), unit, refused, damaged, unit, broken];

const restOf = (rejected: string, damaged: string): string =>
  isNothing(damaged) ? rejected : total([rejected, negated(damaged)]);
