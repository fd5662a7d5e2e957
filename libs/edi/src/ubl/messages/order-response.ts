import type { OrderChangeResponse, OrderResponse } from '../../canonical/documents.ts';
import { changeAnswering, orderAnswering } from '../guide/ordering.ts';
import { optional, type UblFile } from '../message.ts';
import { confirmationNodes, readResponseLines } from '../parts/confirmations.ts';
import { readOrderReference } from '../parts/headers.ts';
import { dateAt } from '../parts/items.ts';
import { endpointOf, partyOf, type RoleWays, readParties, tradeParty } from '../parts/parties.ts';
import { Noted, orderDate } from '../parts/remarks.ts';
import { aggregate, basic } from '../xml-node.ts';

/*
 * OrderResponse: Peppol BIS Ordering 3, transaction T76: the seller's answer to an order, or, where it names a change
 * (OrderChangeDocumentReference), transaction T116: to that.
 *
 *   ID, IssueDate                 number of the answer (the envelope's control number) and its date
 *   SalesOrderID                  the seller's number for the order
 *   OrderResponseCode             AP accepted, CA accepted with changes, RE rejected; AB only says that it came
 *   Note                          remark: the order's date
 *   OrderReference                ID of the order
 *   OrderLine                     one per confirmation: parts/confirmations.ts
 */
type Answer = OrderResponse | OrderChangeResponse;

const codes: Readonly<Record<Answer['outcome'], string>> = { accepted: 'AP', changed: 'CA', rejected: 'RE' };
const received = 'AB';
const outcomes = new Map(Object.entries(codes).map(([outcome, code]) => [code, outcome as Answer['outcome']]));

const ways: RoleWays = [
  ['buyer', ['BuyerCustomerParty', 'Party']],
  ['seller', ['SellerSupplierParty', 'Party']],
];

export const orderResponse: UblFile<Answer> = {
  type: 'OrderResponse',
  guides: [orderAnswering, changeAnswering],
  codes: [{ at: ['OrderResponseCode'], list: [...outcomes.keys(), received] }],
  sender: ['SellerSupplierParty', 'Party'],
  receiver: ['BuyerCustomerParty', 'Party'],

  read(reading) {
    const { root, problems } = reading;
    const code = root.textAt('OrderResponseCode');
    if (code === received) {
      problems.at('ANSWER_UNDECIDED', root.find('OrderResponseCode') ?? root, { value: code });
      return null;
    }
    const lines = readResponseLines(reading);
    const answer = {
      ...readOrderReference(reading, new Noted(root.textAt('Note')).take(orderDate)),
      responseDate: dateAt(root, 'IssueDate') as string,
      outcome: outcomes.get(code ?? '') ?? outcomeOf(lines),
      parties: readParties(root, ways),
      lines,
    };
    const change = root.textAt('OrderChangeDocumentReference', 'ID');
    if (change !== undefined) return { kind: 'order-change-response', ...answer, changeNumber: change };
    return {
      kind: 'order-response',
      ...answer,
      ...optional('sellerOrder', root.textAt('SalesOrderID')),
      ...optional('currency', root.textAt('DocumentCurrencyCode')),
    };
  },

  write(answer, { sender, receiver, control }) {
    const isOfOrder = answer.kind === 'order-response';
    const currency = isOfOrder ? answer.currency : undefined;
    const { parties } = answer;
    return {
      guide: isOfOrder ? orderAnswering : changeAnswering,
      nodes: [
        basic('ID', String(control)),
        basic('SalesOrderID', isOfOrder ? answer.sellerOrder : undefined),
        basic('IssueDate', answer.responseDate),
        basic('OrderResponseCode', codes[answer.outcome]),
        basic('Note', orderDate.say(answer.orderDate)),
        basic('DocumentCurrencyCode', currency),
        aggregate('OrderReference', basic('ID', answer.orderNumber)),
        isOfOrder ? undefined : aggregate('OrderChangeDocumentReference', basic('ID', answer.changeNumber)),
        tradeParty('SellerSupplierParty', partyOf(parties, 'seller'), endpointOf(sender)),
        tradeParty('BuyerCustomerParty', partyOf(parties, 'buyer'), endpointOf(receiver)),
        ...confirmationNodes(answer.lines, currency),
      ],
    };
  },
};

const outcomeOf = (lines: Answer['lines']): Answer['outcome'] => {
  const statuses = lines.flatMap(({ confirmations }) => confirmations.map(({ status }) => status));
  if (statuses.every((status) => status === 'accepted')) return 'accepted';
  return statuses.every((status) => status === 'rejected') ? 'rejected' : 'changed';
};
