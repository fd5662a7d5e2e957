import { total } from '@tradeloom/kernel';
import { negated } from '../../amounts.ts';
import type { ReceiptAdvice, ReceiptLine } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addReference, documentNumber, orderCodes, referenceGroup, referenceOf } from '../parts/headers.ts';
import { addQuantity, numberText, quantityIn, readItem, readQuantity, writeItem } from '../parts/items.ts';
import { readParties, writeSomeParty } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * RECADV Receiving advice.
 *
 *   BGM  632, receipt number, 9
 *   DTM  50 received
 *   SG1  RFF AAK shipment number (despatch advice)
 *   SG4  NAD parties; the directory demands one
 *   SG16 CPS 1
 *   SG22 LIN line; PIA, IMD item; QTY 48 received, 194 accepted, 195 and 196 received but not accepted,
 *        124 damaged among these; QVR C960 the reason in words, and in other senders' messages the damaged quantity; GIN BX lot; RFF ON order number and order line
 *   CNT  2 number of lines
 */
const acceptedCodes = ['194'];
/** To be returned, to be destroyed. The first is written, both are read and added. */
const rejectedCodes = ['195', '196'];
const damagedCode = '124';
/** 4221: goods delivered damaged. */
const damagedDiscrepancy = 'AF';
/** C960 4294: an..35. */
const reasonWidth = 35;

export const recadv: MessageFile<ReceiptAdvice> = {
  type: 'RECADV',
  kinds: ['receipt-advice'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const ofAll = referenceGroup(root, orderCodes);
    const lines = loopsOf(root, 'CPS').flatMap((level) => loopsOf(level, 'LIN'));
    return {
      kind: 'receipt-advice',
      receiptNumber: documentNumber(header),
      receiptDate: documentDate(reading, ['50', '137']),
      shipmentNumber: shipmentOf(reading),
      parties: readParties(root),
      lines: lines.map((line, i) => readLine(reading, line, i, ofAll)),
    };
  },

  write(advice, out) {
    out.add('BGM', '632', advice.receiptNumber, '9');
    addDate(out, '50', advice.receiptDate);
    addReference(out, 'AAK', advice.shipmentNumber);
    writeSomeParty(out, advice.parties);
    if (advice.lines.length > 0) out.add('CPS', '1');
    for (const line of advice.lines) writeLine(out, line);
    out.add('CNT', ['2', String(advice.lines.length)]);
  },
};

const shipmentOf = ({ root, header, problems }: Reading): string => {
  const number = referenceOf(root, ['AAK', 'DQ', 'BM']);
  if (number !== undefined) return number;
  problems.at('REFERENCE_NOT_STATED', header, { segment: 'RFF', element: 1, expected: 'BGM02' });
  return documentNumber(header);
};

const readLine = (reading: Reading, line: Loop, index: number, ofAll: Loop | undefined): ReceiptLine => {
  const lin = line.segments[0] as Segment;
  const order = (referenceGroup(line, orderCodes) ?? ofAll)?.segments[0];
  if (!order) reading.problems.at('ORDER_NOT_STATED', lin);
  const { quantity: received, unit } = readQuantity(reading, line, ['48', '12', '21']);
  const accepted = quantityIn(line, acceptedCodes);
  const damaged = damagedIn(line);
  const refused = rejectedCodes.flatMap((code) => quantityIn(line, [code])?.at(1, 2) ?? []);
  const rejected = refused.length === 0 && damaged !== undefined ? damaged : sumOf(refused);
  const reasons = segmentsOf(line, 'QVR').map((qvr) => qvr.at(3, 4));
  const lot = loopsOf(line, 'GIN').find(({ segments: [gin] }) => gin?.at(1, 1) === 'BX');
  return {
    orderNumber: order?.at(1, 2) ?? '',
    line: order?.at(1, 3) || lin.at(1, 1) || String(index + 1),
    ...readItem(line),
    ...optional('lot', lot?.segments[0]?.at(2, 1)),
    received,
    accepted: accepted ? numberText(accepted.at(1, 2)) : total([received, negated(rejected)]),
    rejected,
    ...optional('damaged', damaged),
    unit,
    ...optional('reason', joinPieces(reasons.filter(Boolean), reasonWidth)),
  };
};

/** As a quantity of its own or, after EANCOM, as a variance, which is negative. */
const damagedIn = (line: Loop): string | undefined => {
  const stated = quantityIn(line, [damagedCode])?.at(1, 2);
  const variance = segmentsOf(line, 'QVR').find(
    (qvr) => qvr.at(1, 2) === damagedCode || qvr.at(2, 1) === damagedDiscrepancy,
  );
  const quantity = stated ?? variance?.at(1, 1).replace(/^-/, '');
  return quantity ? numberText(quantity) : undefined;
};

/** One quantity keeps its own writing; several are added. */
const sumOf = (quantities: readonly string[]): string => {
  const stated = quantities.map(numberText);
  return stated.length === 1 ? (stated[0] as string) : total(stated);
};

const writeLine = (out: Sink, line: ReceiptLine): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '48', line.received, line.unit);
  addQuantity(out, '194', line.accepted, line.unit);
  addQuantity(out, '195', line.rejected, line.unit);
  if (line.damaged !== undefined) addQuantity(out, damagedCode, line.damaged, line.unit);
  const reasons = line.reason === undefined ? [] : piecesOf(line.reason, reasonWidth);
  for (const piece of reasons) out.add('QVR', '', '', ['', '', '', piece]);
  if (line.lot !== undefined) out.add('GIN', 'BX', line.lot);
  addReference(out, 'ON', line.orderNumber, line.line);
};
