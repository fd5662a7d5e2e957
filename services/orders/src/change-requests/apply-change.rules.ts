import { create, orders } from '@tradeloom/contracts';
import { type IsoDate, type Outcome, total } from '@tradeloom/kernel';
import { followLines, type Legs } from '../legs/leg.rules.ts';
import { type Line, type Order, openLines, type Schedule } from '../orders/order.rules.ts';
import { changeAnswer, orderMessage } from '../orders/order-messages.rules.ts';
import { asShipped } from '../orders/shipping.rules.ts';
import { type ChangeRequest, mustStillFit, type ProposedSchedule } from './change-request.rules.ts';

/** The order follows an agreed change: new version, new quantities and dates, the first promise kept beside the new one. */
export const applyChange =
  (change: ChangeRequest, legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    mustStillFit(change, order);
    const changed = asShipped({
      ...order,
      orderVersion: order.orderVersion + 1,
      lines: changedLines(order, change),
    });
    const changedLegs = followLines(legs, openLines(changed));
    const concerned = new Set(change.schedules.map((schedule) => schedule.lineId));
    const event = create(orders.OrderChangedSchema, {
      ...orderMessage(changed, changedLegs),
      number: order.number,
      changeId: change.id,
      changeNumber: change.number,
      orderVersion: changed.orderVersion,
      changedOn: today,
    });
    const lines = changed.lines.filter((line) => concerned.has(line.id));
    return { state: changed, events: [event, changeAnswer(changed, changedLegs, change, 'accepted', lines)] };
  };

type Change = Pick<ChangeRequest, 'schedules' | 'proposedBy' | 'customer'>;

/** The lines as they would be. */
export const changedLines = (order: Order, change: Change): Line[] =>
  order.lines.map((line) => changeLine(line, change));

const changeLine = (line: Line, { schedules: proposed, proposedBy, customer }: Change): Line => {
  const mine = proposed.filter((schedule) => schedule.lineId === line.id);
  if (mine.length === 0) return line;
  const kept = line.schedules.map((schedule) => {
    const wish = mine.find((p) => p.scheduleId === schedule.id);
    if (wish === undefined) return schedule;
    // What the customer asked for stays what he asked for when he consents to another's wish.
    const requested = proposedBy.organisation === customer ? wish.date : schedule.requested;
    return { ...schedule, quantity: wish.quantity, requested, promisedCurrent: wish.date };
  });
  const added = mine.filter((p) => !line.schedules.some((s) => s.id === p.scheduleId)).map(newSchedule);
  const schedules = [...kept, ...added].filter((s) => s.quantity.value !== '0' || s.shipped !== '0');
  return { ...line, schedules, quantity: { ...line.quantity, value: total(schedules.map((s) => s.quantity.value)) } };
};

const newSchedule = ({ scheduleId, quantity, date }: ProposedSchedule): Schedule => ({
  id: scheduleId,
  quantity,
  requested: date,
  promisedOriginal: date,
  promisedCurrent: date,
  status: 'firm',
  shipped: '0',
});
