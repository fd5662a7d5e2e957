import type { OrderChange } from '../../canonical/documents.ts';
import { orderCancelling } from '../guide/ordering.ts';
import { optional, type UblFile } from '../message.ts';
import { readOrderReference } from '../parts/headers.ts';
import { dateAt } from '../parts/items.ts';
import { orderParties, readOrderParties } from '../parts/order-parties.ts';
import { Noted, orderDate, sentences } from '../parts/remarks.ts';
import { aggregate, basic } from '../xml-node.ts';

/*
 * OrderCancellation: Peppol BIS Advanced Ordering 3, transaction T115. The whole order is meant: there are no lines.
 *
 *   ID, IssueDate      number and date of the cancellation
 *   Note               remark: the order's date
 *   CancellationNote   why
 *   OrderReference     ID of the order
 */
const unexplained = sentences<'unexplained'>({ unexplained: 'Order cancelled / 订单取消' });

export const orderCancellation: UblFile<OrderChange> = {
  type: 'OrderCancellation',
  guides: [orderCancelling],
  codes: [],
  sender: ['BuyerCustomerParty', 'Party'],
  receiver: ['SellerSupplierParty', 'Party'],

  read(reading) {
    const { root } = reading;
    const noted = new Noted(root.textAt('Note'));
    const dated = noted.take(orderDate);
    const notes = [noted.rest, ...root.all('CancellationNote').map((note) => note.value)].filter(
      (note): note is string => note !== undefined && unexplained.hear(note) === undefined && note !== '',
    );
    return {
      kind: 'order-change',
      ...readOrderReference(reading, dated),
      changeNumber: root.textAt('ID') as string,
      changeDate: dateAt(root, 'IssueDate') as string,
      purpose: 'cancellation',
      parties: readOrderParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: [],
    };
  },

  write(change, envelope) {
    const reasons = change.notes ?? [unexplained.say('unexplained')];
    return {
      guide: orderCancelling,
      nodes: [
        basic('ID', change.changeNumber),
        basic('IssueDate', change.changeDate),
        basic('Note', orderDate.say(change.orderDate)),
        ...reasons.map((reason) => basic('CancellationNote', reason)),
        aggregate('OrderReference', basic('ID', change.orderNumber)),
        ...orderParties(change.parties, envelope),
      ],
    };
  },
};
