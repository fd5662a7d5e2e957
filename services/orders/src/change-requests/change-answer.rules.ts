import { create, type MessageInitShape, orders } from '@tradeloom/contracts';
import { announce } from '@tradeloom/kernel';
import { type Leg, unitPriceOf } from '../legs/leg.rules.ts';
import type { Line, Order } from '../orders/order.rules.ts';
import type { ChangeRequest, ProposedSchedule } from './change-request.rules.ts';

type Delivery = MessageInitShape<typeof orders.ConfirmedDeliverySchema>;

const rejected =
  (reason: string) =>
  ({ quantity, date }: ProposedSchedule): Delivery => ({
    status: 'rejected',
    quantity: quantity.value,
    unit: quantity.unit,
    date,
    reason,
  });

/** A counter-proposal answers each delivery with the date or, at the same date, the quantity that it puts instead. */
const countered =
  (asked: readonly ProposedSchedule[], reason: string) =>
  ({ scheduleId, quantity, date }: ProposedSchedule): Delivery => ({
    status: asked.find((s) => s.scheduleId === scheduleId)?.date === date ? 'quantity-changed' : 'date-changed',
    quantity: quantity.value,
    unit: quantity.unit,
    date,
    reason,
  });

/** What the customer hears when his change was refused or answered by another proposal. It bears the export prices. */
export const refusalAnswer = (change: ChangeRequest, counter: ChangeRequest | null, order: Order, leg: Leg) => {
  const standing = counter ?? change;
  const reason = counter?.reason ?? change.closedBecause ?? '';
  const answer = counter === null ? rejected(reason) : countered(change.schedules, reason);
  const lines = order.lines.flatMap((line) => {
    const deliveries = standing.schedules.filter((schedule) => schedule.lineId === line.id);
    return deliveries.length === 0 ? [] : [lineWith(line, leg, deliveries.map(answer))];
  });
  const event = create(orders.ChangeAnsweredSchema, {
    orderId: order.id,
    number: order.number,
    customerOrder: order.customerOrder,
    orderDate: order.orderDate,
    changeNumber: change.number,
    customer: order.customer,
    trader: order.trader,
    outcome: counter === null ? 'rejected' : 'changed',
    lines,
    ...(change.source && { ref: change.source }),
  });
  return announce(event, [order.customer, order.trader]);
};

const lineWith = (
  line: Line,
  leg: Leg,
  confirmations: Delivery[],
): MessageInitShape<typeof orders.AnsweredLineSchema> => ({
  lineId: line.id,
  customerLine: line.customerLine,
  item: line.item,
  buyerItem: line.buyerItem,
  description: line.description,
  quantity: line.quantity.value,
  unit: line.quantity.unit,
  unitPrice: unitPriceOf(leg, line.id),
  confirmations,
});
