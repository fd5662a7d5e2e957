import { type Decision, daysBetween, decimal } from '@tradeloom/kernel';
import type { Item } from '../items/item.rules.ts';
import {
  dueOf,
  type OutsourcingLine,
  type OutsourcingOrder,
  quantityOf,
} from '../outsourcing/outsourcing-order.rules.ts';
import type { DeliveryPromise, PromisedSchedule } from '../promises/delivery-promise.rules.ts';
import type { Target, WorkProgress } from './progress.rules.ts';

const slackOf = ({ promised, committed }: PromisedSchedule): number =>
  promised && committed ? daysBetween(promised, committed) : 0;

const nothingDone = { version: 0, figures: {}, delivered: '0', shipped: '0', packingHeldBy: null };

/** The factory's own work on one schedule: due by the plan's finish, with the days to the committed date as buffer. */
export const ownWork = (promise: DeliveryPromise, schedule: PromisedSchedule): WorkProgress => ({
  ...nothingDone,
  id: `${promise.id}/${schedule.lineId}/${schedule.scheduleId}`,
  parties: [promise.trader, promise.factory],
  orderId: promise.id,
  orderNumber: promise.number,
  customerLine: schedule.customerLine ?? '',
  lineId: schedule.lineId,
  scheduleId: schedule.scheduleId,
  outsourcingOrderId: null,
  outsourcingNumber: null,
  outsourcingLine: null,
  supplier: null,
  trader: promise.trader,
  factory: promise.factory,
  item: schedule.item,
  quantity: schedule.quantity.value,
  unit: schedule.quantity.unit,
  startsOn: schedule.start ?? schedule.requested,
  targets: [{ quantity: schedule.quantity.value, due: schedule.finish ?? schedule.requested }],
  slackDays: slackOf(schedule),
});

/** A supplier's work on one line: each delivery is a target; the tightest schedule that waits for it gives the buffer. */
export const outsourcedWork = (
  order: OutsourcingOrder,
  line: OutsourcingLine,
  promise: DeliveryPromise,
  items: readonly Item[],
): WorkProgress => {
  const users = items.filter((i) => i.bill.some((part) => part.component === line.item)).map((i) => i.code);
  const slacks = promise.schedules.filter((s) => users.includes(s.item)).map(slackOf);
  let upTo = decimal(0);
  const targets = line.deliveries.map(({ quantity, due }): Target => {
    upTo = upTo.plus(quantity);
    return { quantity: upTo.toFixed(), due };
  });
  return {
    ...nothingDone,
    id: `${order.id}/${line.line}`,
    parties: [order.trader, order.factory, order.supplier],
    orderId: order.orderId,
    orderNumber: promise.number,
    customerLine: promise.schedules.find((s) => s.lineId === line.orderLineId)?.customerLine ?? '',
    lineId: line.orderLineId,
    scheduleId: null,
    outsourcingOrderId: order.id,
    outsourcingNumber: order.number,
    outsourcingLine: line.line,
    supplier: order.supplier,
    trader: order.trader,
    factory: order.factory,
    item: line.item,
    quantity: quantityOf(line),
    unit: line.unit,
    startsOn: order.placedOn,
    targets: targets.length > 0 ? targets : [{ quantity: '0', due: dueOf(line) }],
    slackDays: slacks.length > 0 ? Math.min(...slacks) : 0,
  };
};

/** A new plan leaves what is done. */
export const replanWork =
  (plan: WorkProgress): Decision<WorkProgress> =>
  ({ version, figures, delivered, shipped, packingHeldBy }) => ({
    state: { ...plan, version, figures, delivered, shipped, packingHeldBy },
    events: [],
  });

/** Nothing is to be made any more; what was done on it stays. */
export const dropWork: Decision<WorkProgress> = (work) => ({
  state: { ...work, quantity: '0', targets: [] },
  events: [],
});
