import { create, orders } from '@tradeloom/contracts';
import { announce, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import { type Leg, type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import { after, makeFirm, tradersOf } from './answer-order.rules.ts';
import { type Line, type Order, openLines, type Source } from './order.rules.ts';
import { type AnswerOutcome, answeredLine, closedMessage } from './order-messages.rules.ts';
import { becomes } from './order-status.rules.ts';

/** A customer's 860: the lines it names, each with all its deliveries after the change. */
export interface CustomerChange {
  readonly number: string;
  readonly purpose: 'change' | 'cancellation' | 'confirmation';
  readonly lines: readonly CustomerChangeLine[];
  readonly note: string;
  readonly source: Source | null;
}

export interface CustomerChangeLine {
  readonly customerLine: string;
  readonly action: string;
  /** The whole line after the change; empty where the document leaves it open. */
  readonly quantity: string;
  readonly unitPrice: string;
  readonly schedules: readonly { readonly quantity: string; readonly unit: string; readonly date: IsoDate }[];
}

/** The customer answers our counter-offer. */
export const answerOffer =
  (change: CustomerChange, legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    must(order.status === 'offered', 'orders.order.no-offer', {
      en: 'No counter-offer is open',
      zh: '没有待确认的改报',
    });
    if (change.purpose === 'cancellation') return cancelOrder(order, legs, change);
    if (!accepts(order, legs.export, change))
      return { state: order, events: [changeAnswer(order, legs, change, 'rejected')] };
    return after([changeAnswer(order, legs, change, 'accepted')], makeFirm(order, legs, today));
  };

/** The customer takes the order back before it is firm. */
export const cancelOrder = (order: Order, legs: Legs, change: CustomerChange): Outcome<Order> => {
  const cancelled: Order = {
    ...order,
    status: becomes(order.status, 'cancelled'),
    openConfirmations: [],
    lapsesAfter: null,
  };
  return { state: cancelled, events: [changeAnswer(cancelled, legs, change, 'accepted'), closedMessage(cancelled)] };
};

/** A confirmation by word, or the offered deliveries themselves for every line that the offer changed. */
const accepts = (order: Order, leg: Leg, change: CustomerChange): boolean => {
  const byWord = change.purpose === 'confirmation';
  const named = new Set(change.lines.map((line) => line.customerLine));
  return (
    change.lines.every((line) => namesOffer(order, leg, line, byWord)) &&
    (byWord || openLines(order).every((line) => !isAltered(line) || named.has(line.customerLine)))
  );
};

const isAltered = ({ schedules }: Line): boolean => schedules.some((s) => s.promisedCurrent !== s.requested);

/** Another item, price or quantity than the offer's is no acceptance; a refused line may be named to drop it. */
const namesOffer = (order: Order, leg: Leg, named: CustomerChangeLine, byWord: boolean): boolean => {
  const line = order.lines.find((l) => l.customerLine === named.customerLine);
  if (line === undefined) return false;
  if (line.status === 'rejected') return named.action === 'delete';
  if (['add', 'delete', 'price-change'].includes(named.action) || !keepsTerms(line, leg, named)) return false;
  if (named.schedules.length === 0) return byWord || !isAltered(line);
  const key = (quantity: string, date: string) => `${decimal(quantity).toFixed()}@${date}`;
  const asked = named.schedules.map((s) => key(s.quantity, s.date)).toSorted();
  const offered = line.schedules.map((s) => key(s.quantity.value, s.promisedCurrent ?? '')).toSorted();
  return asked.join() === offered.join();
};

/** Whether the document leaves quantity, unit and price of a line as they are; what it does not say it leaves. */
const keepsTerms = (line: Line, leg: Leg, { quantity, unitPrice, schedules }: CustomerChangeLine): boolean =>
  (quantity === '' || decimal(quantity).eq(line.quantity.value)) &&
  keepsPrice(line, leg, unitPrice) &&
  schedules.every(({ unit }) => unit === '' || unit === line.quantity.unit);

export const keepsPrice = (line: Line, leg: Leg, unitPrice: string): boolean =>
  unitPrice === '' || decimal(unitPrice).eq(unitPriceOf(leg, line.id));

/** Our answer to a customer's change, lines as they stand after it. It bears the export prices. */
export const changeAnswer = (
  order: Order,
  legs: Pick<Legs, 'export'>,
  change: Pick<CustomerChange, 'number' | 'source'>,
  outcome: AnswerOutcome,
  lines: readonly Line[] = openLines(order),
) =>
  announce(
    create(orders.ChangeAnsweredSchema, {
      orderId: order.id,
      number: order.number,
      customerOrder: order.customerOrder,
      orderDate: order.orderDate,
      changeNumber: change.number,
      customer: order.customer,
      trader: order.trader,
      outcome,
      lines: lines.map((line) => answeredLine(line, legs.export, outcome === 'accepted')),
      ...(change.source && { ref: change.source }),
    }),
    tradersOf(order),
  );
