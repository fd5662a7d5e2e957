import { addDays, addWorkingDays, type IsoDate } from '@tradeloom/kernel';
import type { Order } from './order.rules.ts';

/** Working days, Monday to Friday, that each side may take. */
const ownersAnswerWithin = 1;
const ownersHoldAtMost = 10;
const customerAcceptsWithin = 5;

/** The last business date on which an order may stay in a state that keeps capacity and cover from others. */
export const lapsesAfter = (status: 'held' | 'offered', since: IsoDate): IsoDate =>
  addWorkingDays(since, status === 'held' ? ownersHoldAtMost : customerAcceptsWithin);

/** Since when the customer waits for the seller; null while he has an offer of ours to answer. */
export const leftWaitingSince = ({ offer, receivedOn }: Order): IsoDate | null =>
  offer === null ? receivedOn : offer.acceptedOn;

/** Until when an order may wait for a person. What waits for another service is watched as its events are. */
export const orderDeadlines = {
  'left-waiting': (order: Order) => {
    const since = order.status === 'held' ? leftWaitingSince(order) : null;
    return since === null ? [] : [{ on: addDays(addWorkingDays(since, ownersAnswerWithin), 1) }];
  },
  lapse: ({ lapsesAfter: last }: Order) => (last === null ? [] : [{ on: addDays(last, 1) }]),
};
