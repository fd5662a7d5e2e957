import { decimal, type IsoDate, type Outcome, type Text, unchanged } from '@tradeloom/kernel';
import { deliveriesOf, type Line, type Order, type Schedule, withSchedules } from './order.rules.ts';
import { becomes, isBound } from './order-status.rules.ts';

/** What one shipment carries of one schedule, in the line's unit. */
export interface ShippedPart {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: string;
}

/** Goods are on board: a schedule may ship in parts; the order is done with its last one. */
export const noteShipment =
  (parts: readonly ShippedPart[], onBoard: IsoDate) =>
  (order: Order): Outcome<Order> => {
    if (!isBound(order.status)) return unchanged(order);
    const lines = withSchedules(order, (line) => {
      const ofLine = parts.filter((part) => part.lineId === line.id);
      const shipped = line.schedules.map((schedule) =>
        ship(
          schedule,
          ofLine.filter((part) => part.scheduleId === schedule.id),
          line.underDeliveryPercent,
        ),
      );
      const unasked = ofLine.filter((part) => line.schedules.every(({ id }) => id !== part.scheduleId));
      return [...shipped, ...unasked.map((part) => shippedUnasked(line, part, onBoard))];
    });
    const status = order.status === 'shipped' ? order.status : becomes(order.status, 'partly-shipped');
    return { state: asShipped({ ...order, lines, status }), events: [] };
  };

/** The order is done when nothing of it is still to ship, be it that goods left or that the rest was dropped. */
export const asShipped = (order: Order): Order => {
  const done = deliveriesOf(order).every(({ schedule }) => schedule.status === 'shipped');
  return done ? { ...order, status: becomes(order.status, 'shipped') } : order;
};

/** A schedule is done when its quantity is reached, less what the line's tolerance forgives. */
const ship = (schedule: Schedule, parts: readonly ShippedPart[], underDeliveryPercent: string): Schedule => {
  if (parts.length === 0) return schedule;
  const shipped = parts.reduce((sum, part) => sum.plus(part.quantity), decimal(schedule.shipped));
  const enough = decimal(schedule.quantity.value).times(decimal(100).minus(underDeliveryPercent)).div(100);
  return { ...schedule, shipped: shipped.toFixed(), status: shipped.gte(enough) ? 'shipped' : 'partly-shipped' };
};

/** A delivery that was dropped by agreement while its goods sailed: nothing of it is ordered, and yet it is on its way. */
const shippedUnasked = ({ quantity: { unit } }: Line, part: ShippedPart, onBoard: IsoDate): Schedule => ({
  id: part.scheduleId,
  quantity: { value: '0', unit },
  requested: onBoard,
  promisedOriginal: onBoard,
  promisedCurrent: onBoard,
  status: 'shipped',
  shipped: part.quantity,
});

/** Why a delivery cannot be another any more. */
export const alreadyShipped = (
  { customerLine }: Pick<Line, 'customerLine'>,
  { shipped, quantity: { value, unit } }: Pick<Schedule, 'shipped' | 'quantity'>,
): Text => ({
  en: `Line ${customerLine}: ${shipped} of ${value} ${unit} have shipped, what has shipped is no longer changed`,
  zh: `第 ${customerLine} 行：${value} ${unit} 中已装运 ${shipped}，已装运的交货不能变更`,
});
