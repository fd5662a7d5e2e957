import { total } from '@tradeloom/kernel';
import type { LineConfirmation, OrderResponseLine } from '../../canonical/documents.ts';
import { optional, type Reading } from '../message.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';
import { itemNode, lastDay, priceIn, priceNode, quantityNode, readItem, readQuantity, type Stated } from './items.ts';
import { Noted, noteOf, ordered, sentences } from './remarks.ts';

/*
 * An OrderLine of an answer says what becomes of a line, or of a part of it:
 *
 *   LineItem/ID                    a number of its own
 *   LineItem/LineStatusCode        5 accepted, 3 accepted with changes, 7 not accepted; 42, delivered already, is read
 *   LineItem/Quantity              what will be delivered; MaximumBackorderQuantity: what is on back order
 *   LineItem/Delivery              PromisedDeliveryPeriod/EndDate
 *   LineItem/Note                  remarks: what was changed, what was ordered if the parts do not add up to it;
 *                                  then the reason
 *   OrderLineReference/LineID      the line of the order
 */
type Status = LineConfirmation['status'];

const codes: Readonly<Record<Status, string>> = {
  accepted: '5',
  changed: '3',
  'quantity-changed': '3',
  'date-changed': '3',
  'price-changed': '3',
  rejected: '7',
  backordered: '3',
};
const statusOfCode: Readonly<Record<string, Status>> = {
  '1': 'accepted',
  '3': 'changed',
  '5': 'accepted',
  '7': 'rejected',
  '42': 'accepted',
};

type Change = 'quantity-changed' | 'date-changed' | 'price-changed';

const changes = sentences<Change>({
  'quantity-changed': 'Quantity changed / 数量变更',
  'date-changed': 'Date changed / 日期变更',
  'price-changed': 'Price changed / 价格变更',
});

const isChange = (status: Status): status is Change =>
  status === 'quantity-changed' || status === 'date-changed' || status === 'price-changed';

interface Part {
  readonly line: string;
  readonly item: XmlElement;
  readonly ordered: Stated | undefined;
  readonly confirmation: LineConfirmation;
}

/** The parts of the same line, wherever they stand, are one line. */
export const readResponseLines = (reading: Reading): OrderResponseLine[] => {
  const byLine = new Map<string, Part[]>();
  for (const line of reading.root.all('OrderLine')) {
    const part = readPart(reading, line);
    const parts = byLine.get(part.line);
    if (parts) parts.push(part);
    else byLine.set(part.line, [part]);
  }
  return [...byLine.values()].map(lineOf);
};

const readPart = (reading: Reading, line: XmlElement): Part => {
  const item = line.find('LineItem') as XmlElement;
  const backordered = item.find('MaximumBackorderQuantity');
  const isBackorder = backordered !== undefined && !item.find('Quantity');
  const stated = readQuantity(reading, item, isBackorder ? 'MaximumBackorderQuantity' : 'Quantity');
  const noted = new Noted(item.textAt('Note'));
  const change = noted.take(changes);
  const status = statusOfCode[item.textAt('LineStatusCode') ?? ''] ?? 'accepted';
  return {
    line: line.textAt('OrderLineReference', 'LineID') ?? (item.textAt('ID') as string),
    item,
    ordered: noted.take(ordered),
    confirmation: {
      status: isBackorder ? 'backordered' : (change ?? status),
      ...stated,
      ...optional('date', lastDay(item.find('Delivery'), 'PromisedDeliveryPeriod')),
      ...optional('reason', noted.rest),
    },
  };
};

const sumOf = (confirmations: readonly Stated[]): string => total(confirmations.map(({ quantity }) => quantity));

const lineOf = (parts: readonly Part[]): OrderResponseLine => {
  const [first] = parts as [Part];
  const confirmations = parts.map(({ confirmation }) => confirmation);
  return {
    line: first.line,
    ...readItem(first.item),
    ...(first.ordered ?? { quantity: sumOf(confirmations), unit: first.confirmation.unit }),
    ...optional('unitPrice', priceIn(first.item)),
    confirmations,
  };
};

const addsUp = ({ quantity, unit, confirmations }: OrderResponseLine): boolean =>
  confirmations.every((one) => one.unit === unit) && sumOf(confirmations) === quantity;

export const confirmationNodes = (
  lines: readonly OrderResponseLine[],
  currency: string | undefined,
): (XmlNode | undefined)[] => {
  let id = 0;
  return lines.flatMap((line) => {
    const remark = addsUp(line) ? undefined : ordered.say(line);
    return line.confirmations.map((confirmation) => partNode(line, confirmation, String(++id), currency, remark));
  });
};

const partNode = (
  line: OrderResponseLine,
  { status, quantity, unit, date, reason }: LineConfirmation,
  id: string,
  currency: string | undefined,
  remark: string | undefined,
): XmlNode | undefined =>
  aggregate(
    'OrderLine',
    aggregate(
      'LineItem',
      basic('ID', id),
      basic('Note', noteOf(isChange(status) ? changes.say(status) : undefined, remark, reason)),
      basic('LineStatusCode', codes[status]),
      quantityNode(status === 'backordered' ? 'MaximumBackorderQuantity' : 'Quantity', quantity, unit),
      aggregate('Delivery', aggregate('PromisedDeliveryPeriod', basic('EndDate', date))),
      priceNode(line.unitPrice, currency),
      itemNode(line),
    ),
    aggregate('OrderLineReference', basic('LineID', line.line)),
  );
