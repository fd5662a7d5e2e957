import type { OrderChange, OrderChangeLine } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addCurrency, addOrder, documentNumber, readOrder, statedCurrency } from '../parts/headers.ts';
import {
  addPrice,
  addQuantity,
  priceIn,
  quantityIn,
  readItem,
  readQuantity,
  readSchedules,
  writeItem,
  writeSchedules,
} from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription, addText, codedText, plainTexts, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * ORDCHG Purchase order change request.
 *
 *   BGM  230, change number, function (4 change, 5 replacement, 1 cancellation, 6 confirmation of a counter-offer)
 *   DTM  137 date of the change
 *   FTX  AAI notes
 *   SG1  RFF ON order number, DTM 171 order date
 *   SG3  NAD parties
 *   SG8  CUX 2 currency
 *   SG26 LIN line, 1229 (1 added, 2 deleted, 3 changed); PIA, IMD item; QTY 21 the quantity after the change;
 *        FTX our code of what changed (QI, QD, RS, PC); PRI AAA; SCC all schedules after the change
 *   UNS  CNT 2 number of lines
 */
type Action = OrderChangeLine['action'];

const functions = { change: '4', cancellation: '1', confirmation: '6' } as const;
/** A replacement (5) is a change that states the whole order. */
const purposeOfFunction: Readonly<Record<string, OrderChange['purpose']>> = {
  '': 'change',
  '4': 'change',
  '5': 'change',
  '1': 'cancellation',
  '6': 'confirmation',
};

/** LIN 1229 and, where that only says "changed", our code in FTX C107. */
const actions: Readonly<Record<Action, { line: string; code?: string }>> = {
  add: { line: '1' },
  delete: { line: '2' },
  change: { line: '3' },
  'quantity-increase': { line: '3', code: 'QI' },
  'quantity-decrease': { line: '3', code: 'QD' },
  reschedule: { line: '3', code: 'RS' },
  'price-change': { line: '3', code: 'PC' },
};

export const ordchg: MessageFile<OrderChange> = {
  type: 'ORDCHG',
  kinds: ['order-change'],
  codes: { 'BGM 3.1': Object.keys(purposeOfFunction), 'LIN 2.1': ['1', '2', '3'] },
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const notes = plainTexts(textsOf(root), ['AAI', 'ZZZ', 'PUR', 'DEL', 'CHG', 'ACB']);
    return {
      kind: 'order-change',
      ...readOrder(reading),
      changeNumber: documentNumber(header),
      changeDate: documentDate(reading),
      purpose: purposeOfFunction[header.at(3, 1)] as OrderChange['purpose'],
      ...optional('currency', statedCurrency(root)),
      parties: readParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: loopsOf(root, 'LIN').map((line, i) => readLine(reading, line, i)),
    };
  },

  write(change, out) {
    out.add('BGM', '230', change.changeNumber, functions[change.purpose]);
    addDate(out, '137', change.changeDate);
    for (const note of change.notes ?? []) addText(out, 'AAI', note);
    addOrder(out, change.orderNumber, change.orderDate);
    writeParties(out, change.parties);
    addCurrency(out, change.currency, '9');
    for (const line of change.lines) writeLine(out, line);
    out.add('UNS', 'S');
    out.add('CNT', ['2', String(change.lines.length)]);
  },
};

const actionOf = (line: Loop): Action => {
  const texts = textsOf(line);
  const said = line.segments[0]?.at(2, 1) || '3';
  const found = Object.entries(actions).find(([, { line: action, code }]) =>
    code === undefined ? false : action === said && codedText(texts, code) !== undefined,
  );
  const plain = Object.entries(actions).find(([, { line: action, code }]) => action === said && code === undefined);
  return (found ?? plain)?.[0] as Action;
};

const readLine = (reading: Reading, line: Loop, index: number): OrderChangeLine => {
  const lin = line.segments[0] as Segment;
  const action = actionOf(line);
  const gone = action === 'delete' && !quantityIn(line, ['21', '1']);
  const stated = gone ? { quantity: '0', unit: 'EA' } : readQuantity(reading, line, ['21', '1']);
  return {
    line: lin.at(1, 1) || String(index + 1),
    action,
    ...readItem(line),
    ...stated,
    ...optional('unitPrice', priceIn(line)),
    schedules: readSchedules(line, stated),
  };
};

const writeLine = (out: Sink, line: OrderChangeLine): void => {
  const { line: action, code } = actions[line.action];
  out.add('LIN', line.line, action);
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '21', line.quantity, line.unit);
  if (code !== undefined) addText(out, 'ZZZ', undefined, code);
  addPrice(out, line.unitPrice);
  writeSchedules(out, line.schedules);
};
