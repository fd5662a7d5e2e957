import { decimal, type Outcome, unchanged } from '@tradeloom/kernel';
import { deliveriesOf, type Order, type Schedule, withSchedules } from './order.rules.ts';
import { becomes, isFirm } from './order-status.rules.ts';

/** What one shipment carries of one schedule, in the line's unit. */
export interface ShippedPart {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: string;
}

/** Goods are on board: a schedule may ship in parts; the order is done with its last one. */
export const noteShipment =
  (parts: readonly ShippedPart[]) =>
  (order: Order): Outcome<Order> => {
    if (!isFirm(order.status)) return unchanged(order);
    const lines = withSchedules(order, (line) =>
      line.schedules.map((schedule) =>
        ship(
          schedule,
          parts.filter((part) => part.lineId === line.id && part.scheduleId === schedule.id),
          line.underDeliveryPercent,
        ),
      ),
    );
    const shipped = { ...order, lines };
    const done = deliveriesOf(shipped).every(({ schedule }) => schedule.status === 'shipped');
    return { state: { ...shipped, status: becomes(order.status, done ? 'shipped' : 'partly-shipped') }, events: [] };
  };

/** A schedule is done when its quantity is reached, less what the line's tolerance forgives. */
const ship = (schedule: Schedule, parts: readonly ShippedPart[], underDeliveryPercent: string): Schedule => {
  if (parts.length === 0) return schedule;
  const shipped = parts.reduce((sum, part) => sum.plus(part.quantity), decimal(schedule.shipped));
  const enough = decimal(schedule.quantity.value).times(decimal(100).minus(underDeliveryPercent)).div(100);
  return { ...schedule, shipped: shipped.toFixed(), status: shipped.gte(enough) ? 'shipped' : 'partly-shipped' };
};
