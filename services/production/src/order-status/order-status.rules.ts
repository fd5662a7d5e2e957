import { create, type MessageInitShape, type orders, production } from '@tradeloom/contracts';
import { announce, type Decision, total } from '@tradeloom/kernel';
import { milestones, type WorkProgress } from '../progress/progress.rules.ts';
import type { DeliveryPromise } from '../promises/delivery-promise.rules.ts';

type LineStatus = MessageInitShape<typeof production.LineStatusSchema>;

/**
 * The line at each milestone that something is known of: the figures of its schedules in one sum, as of the latest of
 * them. A line of which nothing is known has nothing started, as of now. Scrap, and who makes the parts, is not the
 * customer's business.
 */
const statusOf = (line: orders.EnquiredLine, work: readonly WorkProgress[], now: string): LineStatus[] => {
  const { customerLine, buyerItem, item, unit, deliveries } = line;
  const about = {
    customerLine,
    buyerItem,
    item,
    unit,
    deliveries: deliveries.map(({ quantity, date }) => ({ quantity, date })),
  };
  const own = work.filter((w) => w.lineId === line.lineId && w.outsourcingOrderId === null);
  const known = milestones.flatMap((milestone) => {
    const figures = own.flatMap((w) => w.figures[milestone] ?? []);
    if (figures.length === 0) return [];
    const latest = figures.reduce((a, b) => (Date.parse(a.asOf) < Date.parse(b.asOf) ? b : a));
    return [{ ...about, milestone, good: total(figures.map((f) => f.good)), asOf: latest.asOf }];
  });
  return known.length > 0 ? known : [{ ...about, milestone: 'started', good: '0', asOf: now }];
};

/** Says to the order's customer how far it is; nothing changes by it. */
export const tellStatus =
  (asked: orders.OrderStatusAsked, work: readonly WorkProgress[], now: string): Decision<DeliveryPromise> =>
  (promise) => {
    const { orderId, number, customerOrder, customer, trader, reportNumber, lines } = asked;
    const event = create(production.OrderStatusToldSchema, {
      orderId,
      number,
      customerOrder,
      customer,
      trader,
      reportNumber,
      lines: lines.flatMap((line) => statusOf(line, work, now)),
    });
    return { state: promise, events: [announce(event, [customer, ...promise.parties])] };
  };
