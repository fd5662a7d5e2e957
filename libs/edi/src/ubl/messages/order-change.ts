import type { OrderChange, OrderChangeLine } from '../../canonical/documents.ts';
import { orderChanging } from '../guide/ordering.ts';
import { optional, type Reading, type UblFile } from '../message.ts';
import { readOrderReference } from '../parts/headers.ts';
import {
  dateAt,
  itemNode,
  priceIn,
  priceNode,
  quantityNode,
  readItem,
  readQuantity,
  readSchedules,
  scheduleNodes,
} from '../parts/items.ts';
import { orderParties, readOrderParties } from '../parts/order-parties.ts';
import { partyContent, partyOf } from '../parts/parties.ts';
import { Noted, orderDate, sentences } from '../parts/remarks.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

/*
 * OrderChange: Peppol BIS Advanced Ordering 3, transaction T114. A cancellation is a document of its own.
 *
 *   ID, IssueDate          change number and date; SequenceNumberID 1
 *   Note                   remarks: the order's date, a confirmation of the seller's counter-offer; then notes
 *   OrderReference         ID of the order
 *   OrderLine/LineItem     ID, LineStatusCode (1 added, 2 deleted, 3 changed), Quantity and schedules after the change
 *   OrderLine/Note         remark: what of the line is changed, where the code only says that it is
 */
type Action = OrderChangeLine['action'];

const codes: Readonly<Record<Action, string>> = {
  add: '1',
  delete: '2',
  change: '3',
  'quantity-increase': '3',
  'quantity-decrease': '3',
  reschedule: '3',
  'price-change': '3',
};
const actionOfCode: Readonly<Record<string, Action>> = { '1': 'add', '2': 'delete', '3': 'change' };

const whatChanged = sentences<Action>({
  add: 'Added / 新增',
  delete: 'Deleted / 删除',
  change: 'Changed / 变更',
  'quantity-increase': 'Quantity increased / 数量增加',
  'quantity-decrease': 'Quantity decreased / 数量减少',
  reschedule: 'Rescheduled / 交期变更',
  'price-change': 'Price changed / 价格变更',
});
const purposes = sentences<'confirmation'>({ confirmation: "Confirms the seller's counter-offer / 确认卖方的还价" });

export const orderChange: UblFile<OrderChange> = {
  type: 'OrderChange',
  guides: [orderChanging],
  codes: [],
  sender: ['BuyerCustomerParty', 'Party'],
  receiver: ['SellerSupplierParty', 'Party'],

  read(reading) {
    const { root } = reading;
    const [first, ...others] = root.all('Note').map((note) => note.value);
    const noted = new Noted(first);
    const dated = noted.take(orderDate);
    const purpose = noted.take(purposes) ?? 'change';
    const notes = [noted.rest, ...others].filter((note): note is string => note !== undefined && note !== '');
    return {
      kind: 'order-change',
      ...readOrderReference(reading, dated),
      changeNumber: root.textAt('ID') ?? (root.textAt('SequenceNumberID') as string),
      changeDate: dateAt(root, 'IssueDate') as string,
      purpose,
      ...optional('currency', root.textAt('DocumentCurrencyCode')),
      parties: readOrderParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: root.all('OrderLine').map((line) => readLine(reading, line)),
    };
  },

  write(change, envelope) {
    const { orderNumber, parties, currency } = change;
    const remarks = [
      orderDate.say(change.orderDate),
      ...(change.purpose === 'confirmation' ? [purposes.say('confirmation')] : []),
    ];
    return {
      guide: orderChanging,
      nodes: [
        basic('ID', change.changeNumber),
        basic('IssueDate', change.changeDate),
        basic('SequenceNumberID', '1'),
        basic('Note', remarks.join('\n')),
        ...(change.notes ?? []).map((note) => basic('Note', note)),
        basic('DocumentCurrencyCode', currency),
        aggregate('OrderReference', basic('ID', orderNumber)),
        ...orderParties(parties, envelope),
        aggregate('Delivery', aggregate('DeliveryParty', ...partyContent(partyOf(parties, 'ship-to'), 'called'))),
        ...change.lines.map((line) => lineNode(line, currency)),
      ],
    };
  },
};

const readLine = (reading: Reading, line: XmlElement): OrderChangeLine => {
  const item = line.find('LineItem') as XmlElement;
  const code = item.textAt('LineStatusCode') ?? '3';
  const said = new Noted(line.textAt('Note')).take(whatChanged);
  const gone = code === '2' && !item.find('Quantity');
  const stated = gone ? { quantity: '0', unit: 'EA' } : readQuantity(reading, item, 'Quantity');
  return {
    line: item.textAt('ID') as string,
    action: said !== undefined && codes[said] === code ? said : (actionOfCode[code] ?? 'change'),
    ...readItem(item),
    ...stated,
    ...optional('unitPrice', priceIn(item)),
    schedules: readSchedules(item, stated),
  };
};

const lineNode = (line: OrderChangeLine, currency: string | undefined): XmlNode | undefined =>
  aggregate(
    'OrderLine',
    actionOfCode[codes[line.action]] === line.action ? undefined : basic('Note', whatChanged.say(line.action)),
    aggregate(
      'LineItem',
      basic('ID', line.line),
      basic('LineStatusCode', codes[line.action]),
      quantityNode('Quantity', line.quantity, line.unit),
      scheduleNodes(line.schedules, line),
      priceNode(line.unitPrice, currency),
      itemNode(line),
    ),
  );
