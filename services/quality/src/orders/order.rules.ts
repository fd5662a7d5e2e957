import type { orders } from '@tradeloom/contracts';
import { notFound, type Outcome, unchanged } from '@tradeloom/kernel';

export interface KnownSchedule {
  readonly scheduleId: string;
  readonly quantity: string;
}

export interface KnownLine {
  readonly lineId: string;
  readonly item: string;
  readonly unit: string;
  readonly schedules: readonly KnownSchedule[];
}

export interface KnownOrder {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly number: string;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly orderVersion: number;
  readonly lines: readonly KnownLine[];
}

type Firm = orders.OrderConfirmed | orders.OrderChanged;

export const blankOrder = ({ orderId, number, customer, trader, factory }: Firm): KnownOrder => ({
  id: orderId,
  version: 0,
  parties: [customer, trader, factory],
  number,
  customer,
  trader,
  factory,
  orderVersion: 0,
  lines: [],
});

/** The order's lines as they stand in this version; an older version said later changes nothing. */
export const followOrder =
  (event: Firm) =>
  (order: KnownOrder): Outcome<KnownOrder> => {
    if (event.orderVersion <= order.orderVersion) return unchanged(order);
    const lines = event.lines
      .filter(({ status }) => status !== 'rejected')
      .map(({ lineId, item, quantity, schedules }) => ({
        lineId,
        item,
        unit: quantity?.unit ?? 'PCE',
        schedules: schedules.map((each) => ({ scheduleId: each.scheduleId, quantity: each.quantity?.value ?? '0' })),
      }));
    return { state: { ...order, orderVersion: event.orderVersion, lines }, events: [] };
  };

/** @throws 404 `line.not-found` */
export const lineOf = (order: KnownOrder, lineId: string): KnownLine => {
  const line = order.lines.find((each) => each.lineId === lineId);
  if (line === undefined) throw notFound('line', lineId);
  return line;
};

/** @throws 404 `schedule.not-found` */
export const scheduleOf = (line: KnownLine, scheduleId: string): KnownSchedule => {
  const schedule = line.schedules.find((each) => each.scheduleId === scheduleId);
  if (schedule === undefined) throw notFound('schedule', scheduleId);
  return schedule;
};
