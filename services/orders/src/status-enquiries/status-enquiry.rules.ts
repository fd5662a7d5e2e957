import { create, orders } from '@tradeloom/contracts';
import { announce, type Decision, must } from '@tradeloom/kernel';
import { type Line, type Order, ordered } from '../orders/order.rules.ts';
import { isUnanswered, type OrderStatus } from '../orders/order-status.rules.ts';

/** What a customer wants to know of one order. */
export interface StatusQuestion {
  /** The customer's line numbers; none: the whole order. */
  readonly lines: readonly string[];
  /** Number of the answer. */
  readonly reportNumber: string;
}

/** States in which there is, or will be, something to tell. */
const alive: readonly OrderStatus[] = ['received', 'audited', 'held', 'offered', 'firm', 'partly-shipped', 'shipped'];
/** An enquiry that names no order asks about these. */
export const openStatuses: readonly OrderStatus[] = alive.filter((status) => status !== 'shipped');

const longestNumber = 26;

/** Each order is answered by a report of its own, which bears the enquiry's number: at most 30 characters (BSR03). */
export const reportNumberOf = (enquiryNumber: string, index: number): string =>
  `${enquiryNumber.slice(0, longestNumber)}-${index + 1}`;

/** Before the seller has answered the customer knows of no date; an offer that is looked at again he was told. */
const knowsDates = ({ status, offer }: Order): boolean => !isUnanswered(status) || offer !== null;

/** The dates that the customer has been told. */
const enquiredLine = (order: Order, line: Line) => ({
  lineId: line.id,
  customerLine: line.customerLine,
  buyerItem: line.buyerItem,
  item: line.item,
  unit: line.quantity.unit,
  deliveries: ordered(line).map(({ quantity, promisedCurrent }) => ({
    quantity,
    date: knowsDates(order) ? (promisedCurrent ?? '') : '',
  })),
});

/** The order's customer asks; the order's parties hear of it, and production answers with its figures. */
export const askStatus =
  ({ lines, reportNumber }: StatusQuestion): Decision<Order> =>
  (order) => {
    const { customerOrder, status, customer, trader, number } = order;
    must(
      alive.includes(status),
      'orders.enquiry.closed',
      { en: `Order ${customerOrder} was ${status}`, zh: `订单 ${customerOrder} 未成立` },
      { customerOrder, status },
    );
    const served = order.lines.filter((line) => line.status === 'open');
    for (const asked of lines) {
      must(
        served.some((line) => line.customerLine === asked),
        'orders.enquiry.unknown-line',
        { en: `Order ${customerOrder} has no line ${asked}`, zh: `订单 ${customerOrder} 没有第 ${asked} 行` },
        { customerOrder, line: asked, value: asked },
      );
    }
    const wanted = served.filter((line) => lines.length === 0 || lines.includes(line.customerLine));
    const event = create(orders.OrderStatusAskedSchema, {
      orderId: order.id,
      number,
      customerOrder,
      customer,
      trader,
      reportNumber,
      lines: wanted.map((line) => enquiredLine(order, line)),
    });
    return { state: order, events: [announce(event, order.parties)] };
  };
