import { create, orders } from '@tradeloom/contracts';
import { announce, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import type { Legs } from '../legs/leg.rules.ts';
import { after, makeFirm, tradersOf } from './answer-order.rules.ts';
import { type Line, type Order, openLines, type Source } from './order.rules.ts';
import { type AnswerOutcome, answeredLine } from './order-messages.rules.ts';
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
    if (change.purpose === 'cancellation') {
      const cancelled: Order = { ...order, status: becomes(order.status, 'cancelled') };
      return { state: cancelled, events: [changeAnswer(cancelled, legs, change, 'accepted')] };
    }
    if (!accepts(order, change)) return { state: order, events: [changeAnswer(order, legs, change, 'rejected')] };
    return after([changeAnswer(order, legs, change, 'accepted')], makeFirm(order, legs, today));
  };

/** A confirmation by word, or the offered deliveries themselves for every line that the offer changed. */
export const accepts = (order: Order, change: CustomerChange): boolean => {
  if (change.purpose === 'confirmation') return change.lines.every((named) => namesOffer(order, named));
  const named = new Set(change.lines.map((line) => line.customerLine));
  const altered = openLines(order).filter((line) => line.schedules.some((s) => s.promisedCurrent !== s.requested));
  return altered.every((line) => named.has(line.customerLine)) && change.lines.every((line) => namesOffer(order, line));
};

const namesOffer = (order: Order, named: CustomerChangeLine): boolean => {
  const line = order.lines.find((l) => l.customerLine === named.customerLine);
  if (line === undefined || line.status === 'rejected') return false;
  if (named.schedules.length === 0) return true;
  const key = (quantity: string, date: string) => `${decimal(quantity).toFixed()}@${date}`;
  const asked = named.schedules.map((s) => key(s.quantity, s.date)).toSorted();
  const offered = line.schedules.map((s) => key(s.quantity.value, s.promisedCurrent ?? '')).toSorted();
  return asked.join() === offered.join();
};

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
