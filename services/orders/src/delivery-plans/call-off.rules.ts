import { decimal, type IsoDate, must, total } from '@tradeloom/kernel';
import type { Line, Order } from '../orders/order.rules.ts';
import { isFirm } from '../orders/order-status.rules.ts';
import type { Bucket } from './planned-bucket.rules.ts';

/** A delivery call that names an order: which, and what of it. */
export interface CallOff {
  readonly orderNumber: string;
  readonly orderLine: string;
  readonly item: string;
  readonly buckets: readonly Bucket[];
}

/** What shipped beyond a delivery's quantity takes nothing off another's. */
const stillToCome = (ordered: string, shipped: string): string => {
  const left = decimal(ordered).minus(shipped);
  return left.isNegative() ? '0' : left.toFixed();
};

const openOf = ({ schedules }: Line): { quantity: string; due: IsoDate }[] =>
  schedules.map(({ quantity, shipped, promisedCurrent, requested }) => ({
    quantity: stillToCome(quantity.value, shipped),
    due: promisedCurrent ?? requested,
  }));

/**
 * A call fixes when the agreed quantities are wanted; it changes no order. It contradicts one when it names another
 * item, or wants more in all, or by any day, than is promised by that day and not shipped.
 * @returns the line that it calls off
 */
export const callOff = (
  { orderNumber, orderLine, item, buckets }: CallOff,
  order: Order | undefined,
): { orderId: string; lineId: string } => {
  must(
    order !== undefined && isFirm(order.status),
    'orders.call.no-firm-order',
    { en: `There is no firm order ${orderNumber}`, zh: `没有已生效的订单 ${orderNumber}` },
    { order: orderNumber, value: orderNumber },
  );
  const line = order.lines.find((each) => each.status === 'open' && each.customerLine === orderLine);
  must(
    line !== undefined,
    'orders.call.unknown-line',
    { en: `Order ${orderNumber} has no line ${orderLine}`, zh: `订单 ${orderNumber} 没有第 ${orderLine} 行` },
    { order: orderNumber, value: orderLine },
  );
  must(
    line.item === item,
    'orders.call.other-item',
    {
      en: `Line ${orderLine} of ${orderNumber} is another item`,
      zh: `订单 ${orderNumber} 第 ${orderLine} 行为其他品目`,
    },
    { order: orderNumber, value: item, expected: line.item },
  );
  const open = openOf(line);
  const called = total(buckets.map((b) => b.quantity));
  const left = total(open.map((o) => o.quantity));
  must(
    decimal(called).lte(left),
    'orders.call.more-than-ordered',
    { en: `${called} are called, ${left} are still to come`, zh: `要求交货 ${called}，订单仅余 ${left}` },
    { order: orderNumber, value: called, left },
  );
  for (const { until } of buckets) {
    const wanted = total(buckets.filter((b) => b.until <= until).map((b) => b.quantity));
    const promised = total(open.filter((o) => o.due <= until).map((o) => o.quantity));
    must(
      decimal(wanted).lte(promised),
      'orders.call.before-promise',
      {
        en: `${wanted} are called by ${until}, ${promised} are promised by then`,
        zh: `${until} 前要求交货 ${wanted}，承诺 ${promised}`,
      },
      { order: orderNumber, value: wanted, promised, date: until },
    );
  }
  return { orderId: order.id, lineId: line.id };
};
