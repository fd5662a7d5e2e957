import { addDays, addWorkingDays, type IsoDate } from '@tradeloom/kernel';
import type { Order } from './order.rules.ts';

/** Working days, Monday to Friday, that each side may take. */
const ownersAnswerWithin = 1;
const ownersHoldAtMost = 10;
const customerAcceptsWithin = 5;

/** The last business date on which an order may stay in a state that keeps capacity and cover from others. */
export const lapsesAfter = (status: 'held' | 'offered', since: IsoDate): IsoDate =>
  addWorkingDays(since, status === 'held' ? ownersHoldAtMost : customerAcceptsWithin);

/** Until when an order may wait for a person. What waits for another service is watched as its events are. */
export const orderDeadlines = {
  'left-waiting': ({ status, receivedOn }: Order) =>
    status === 'held' ? [{ on: addDays(addWorkingDays(receivedOn, ownersAnswerWithin), 1) }] : [],
  lapse: ({ lapsesAfter: last }: Order) => (last === null ? [] : [{ on: addDays(last, 1) }]),
};
