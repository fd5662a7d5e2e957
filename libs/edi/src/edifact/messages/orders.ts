import type { PurchaseOrder, PurchaseOrderLine } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { addCurrency, documentNumber, readCurrency } from '../parts/headers.ts';
import {
  addPrice,
  addQuantity,
  readItem,
  readPrice,
  readQuantity,
  readSchedules,
  writeItem,
  writeSchedules,
} from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import {
  chargesOf,
  readReferences,
  readTerms,
  tradeTermOf,
  writeCharges,
  writeReferences,
  writeTradeTerm,
} from '../parts/terms.ts';
import { addDescription, addText, plainTexts, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * ORDERS Purchase order.
 *
 *   BGM  220, order number, function (9 original, 1 cancellation, 5 replacement)
 *   DTM  137 order date, 2 requested delivery of lines without a schedule
 *   FTX  AAI notes; AAB terms of payment; ZZZ with our codes INS, CER: buyer or seller bears insurance, certification
 *   SG1  RFF customer's references
 *   SG2  NAD parties
 *   SG7  CUX 2 currency
 *   SG11 TOD 6, freight (CC buyer, PP seller), C100 Incoterm and place; other senders' LOC 1 is read
 *   SG25 LIN line; PIA 5 item (IN buyer's, SA seller's); IMD description; QTY 21; PRI AAA; SCC groups QTY 21, DTM 2
 *   UNS  CNT 2 number of lines
 */
const functions = { original: '9', cancellation: '1', replacement: '5' } as const;
/** Change (4), duplicate (7) and the like are no order; a message without a function is an original. */
const purposeOf = (code: string): PurchaseOrder['purpose'] =>
  code === functions.cancellation ? 'cancellation' : code === functions.replacement ? 'replacement' : 'original';

export const orders: MessageFile<PurchaseOrder> = {
  type: 'ORDERS',
  kinds: ['purchase-order'],
  codes: { 'BGM 3.1': Object.values(functions) },
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const texts = textsOf(root);
    const notes = plainTexts(texts, ['AAI', 'ZZZ', 'PUR', 'DEL', 'SUR', 'GEN']);
    return {
      kind: 'purchase-order',
      orderNumber: documentNumber(header),
      orderDate: documentDate(reading, ['137', '4']),
      purpose: purposeOf(header.at(3, 1)),
      currency: readCurrency(reading),
      parties: readParties(root),
      ...optional('tradeTerm', tradeTermOf(root)),
      ...optional('charges', chargesOf(root, texts)),
      ...optional('paymentTerms', readTerms(root, texts)),
      ...optional('requestedDelivery', dateOf(root, ['2', '10', '69', '64'])),
      ...optional('references', readReferences(root)),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: loopsOf(root, 'LIN').map((line, i) => readLine(reading, line, i)),
    };
  },

  write(order, out) {
    out.add('BGM', '220', order.orderNumber, functions[order.purpose]);
    addDate(out, '137', order.orderDate);
    addDate(out, '2', order.requestedDelivery);
    for (const note of order.notes ?? []) addText(out, 'AAI', note);
    if (order.paymentTerms !== undefined) addText(out, 'AAB', order.paymentTerms);
    writeCharges(out, order.charges);
    writeReferences(out, order.references);
    writeParties(out, order.parties);
    addCurrency(out, order.currency, '9');
    writeTradeTerm(out, order);
    for (const line of order.lines) writeLine(out, line);
    out.add('UNS', 'S');
    out.add('CNT', ['2', String(order.lines.length)]);
  },
};

const readLine = (reading: Reading, line: Loop, index: number): PurchaseOrderLine => {
  const lin = line.segments[0] as Segment;
  const stated = readQuantity(reading, line, ['21', '1']);
  return {
    line: lin.at(1, 1) || String(index + 1),
    ...readItem(line),
    ...stated,
    unitPrice: readPrice(reading, line),
    schedules: readSchedules(line, stated),
  };
};

const writeLine = (out: Sink, line: PurchaseOrderLine): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '21', line.quantity, line.unit);
  addPrice(out, line.unitPrice);
  writeSchedules(out, line.schedules);
};
