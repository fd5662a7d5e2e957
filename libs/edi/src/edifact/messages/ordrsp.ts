import type { OrderChangeResponse, OrderResponse, OrderResponseLine } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import {
  actionOf,
  answerActions,
  answerFunctions,
  functionOfOutcome,
  outcomeOf,
  readConfirmations,
  writeConfirmations,
} from '../parts/confirmations.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addCurrency, addOrder, addReference, readOrder, referenceOf, statedCurrency } from '../parts/headers.ts';
import { addPrice, addQuantity, priceIn, readItem, readQuantity, writeItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * ORDRSP Purchase order response: the seller's answer to an order, or, where it names a change (RFF PP), to that.
 *
 *   BGM  231, number of the response, function (29 accepted, 4 changed, 27 not accepted)
 *   DTM  137 date of the answer
 *   SG1  RFF ON order number, DTM 171 order date; RFF VN the seller's number for the order; RFF PP change number
 *   SG3  NAD parties
 *   SG8  CUX 2 currency
 *   SG26 LIN line, 1229 (5 accepted, 3 changed, 7 not accepted); PIA, IMD item; QTY 21 ordered; PRI AAA;
 *        SCC one per schedule: FTX our status and reason, QTY 113 (83 back order), DTM 69 promised for
 *   UNS  CNT 2 number of lines
 */
type Answer = OrderResponse | OrderChangeResponse;

const changeCodes = ['PP'];

export const ordrsp: MessageFile<Answer> = {
  type: 'ORDRSP',
  kinds: ['order-response', 'order-change-response'],
  codes: { 'BGM 3.1': answerFunctions, 'LIN 2.1': answerActions },
  needs: [],

  read(reading) {
    const { root, header } = reading;
    const code = header.at(3, 1);
    const lines = loopsOf(root, 'LIN').map((line, i) => readLine(reading, line, i, code));
    const answer = {
      ...readOrder(reading),
      responseDate: documentDate(reading),
      outcome: outcomeOf(code, lines),
      parties: readParties(root),
      lines,
    };
    const changeNumber = referenceOf(root, changeCodes);
    if (changeNumber !== undefined) return { kind: 'order-change-response', ...answer, changeNumber };
    return {
      kind: 'order-response',
      ...answer,
      ...optional('sellerOrder', referenceOf(root, ['VN'])),
      ...optional('currency', statedCurrency(root)),
    };
  },

  write(answer, out) {
    const own = answer.kind === 'order-response' ? answer.sellerOrder : answer.changeNumber;
    out.add('BGM', '231', own ?? answer.orderNumber, functionOfOutcome[answer.outcome]);
    addDate(out, '137', answer.responseDate);
    addOrder(out, answer.orderNumber, answer.orderDate);
    if (answer.kind === 'order-response') addReference(out, 'VN', answer.sellerOrder);
    else addReference(out, 'PP', answer.changeNumber);
    writeParties(out, answer.parties);
    if (answer.kind === 'order-response') addCurrency(out, answer.currency, '9');
    for (const line of answer.lines) writeLine(out, line);
    out.add('UNS', 'S');
    out.add('CNT', ['2', String(answer.lines.length)]);
  },
};

const readLine = (reading: Reading, line: Loop, index: number, code: string): OrderResponseLine => {
  const lin = line.segments[0] as Segment;
  const stated = readQuantity(reading, line, ['21', '113', '12']);
  return {
    line: lin.at(1, 1) || String(index + 1),
    ...readItem(line),
    ...stated,
    ...optional('unitPrice', priceIn(line)),
    confirmations: readConfirmations(line, stated, code),
  };
};

const writeLine = (out: Sink, line: OrderResponseLine): void => {
  out.add('LIN', line.line, actionOf(line.confirmations));
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '21', line.quantity, line.unit);
  addPrice(out, line.unitPrice);
  writeConfirmations(out, line.confirmations);
};
