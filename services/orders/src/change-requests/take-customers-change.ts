import { newId, type Tx } from '@tradeloom/chassis';
import { must, unchanged } from '@tradeloom/kernel';
import { legsOf } from '../legs/legs-of.ts';
import { answerOffer, type CustomerChange, hasOffer } from '../orders/answer-offer.rules.ts';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { isBound } from '../orders/order-status.rules.ts';
import { cancelUnanswered, confirmStanding, takeChange } from '../orders/take-change.rules.ts';
import { proposeChange } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { fromDocument } from './proposed-schedules.rules.ts';

/**
 * What a customer says of his order, by whatever way, once under his own number: the answer to a counter-offer, a
 * cancellation, or the proposal to change a firm order. For a transaction that runs for all three parties.
 */
export const takeCustomersChange = async (tx: Tx, orderId: string, change: CustomerChange): Promise<void> => {
  // locked: what finance says at the same moment comes before it or after it
  const order = await tx.change(Orders, orderId, unchanged);
  const taken = takeChange(order, change);
  if (taken === 'repeated') return;
  await answer(tx, order, change);
  await tx.change(Orders, order.id, taken);
};

const answer = async (tx: Tx, order: Order, change: CustomerChange): Promise<void> => {
  if (isBound(order.status)) return changeFirm(tx, order, change);
  const legs = await legsOf(tx, order.id);
  const decide = hasOffer(order) ? answerOffer(change, legs, tx.today) : cancelUnanswered(change, legs);
  await tx.change(Orders, order.id, decide);
};

/** A change that asks for what stands already is accepted at once; any other needs both owners, and goods that have not left. */
const changeFirm = async (tx: Tx, order: Order, change: CustomerChange): Promise<void> => {
  must(change.purpose !== 'cancellation', 'orders.change.firm-cancellation', {
    en: 'A firm order is not cancelled by the customer alone: agree on it with the seller',
    zh: '已生效订单不能由客户单方取消，请与卖方协商',
  });
  const legs = await legsOf(tx, order.id);
  const schedules = fromDocument(order, legs.export, change, newId);
  if (schedules.length === 0) {
    await tx.change(Orders, order.id, confirmStanding(change, legs));
    return;
  }
  const { number, note: reason, source } = change;
  const proposal = {
    id: newId(),
    number,
    baseVersion: order.orderVersion,
    reason,
    schedules,
    proposedOn: tx.today,
    counters: null,
    source,
  };
  const by = { login: order.customer, organisation: order.customer, kind: 'customer', role: 'system' };
  await tx.add(ChangeRequests, proposeChange(proposal, by, order));
};
