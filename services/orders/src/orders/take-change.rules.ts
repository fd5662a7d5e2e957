import { DomainError, must, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Legs } from '../legs/leg.rules.ts';
import { type CustomerChange, cancelOrder } from './answer-offer.rules.ts';
import type { Order } from './order.rules.ts';
import { changeAnswer } from './order-messages.rules.ts';
import { isUnanswered } from './order-status.rules.ts';

const contentOf = ({ purpose, lines }: CustomerChange): string => JSON.stringify({ purpose, lines });

/**
 * Notes a customer's change under his own number, or knows it as one dealt with before.
 * @throws DomainError `orders.change.contradicts` when the number was used for another change
 */
export const takeChange = (order: Order, change: CustomerChange): 'repeated' | ((order: Order) => Outcome<Order>) => {
  const content = contentOf(change);
  const { number } = change;
  const known = order.changesTaken.find((taken) => taken.number === number);
  if (known === undefined)
    return (present) => unchanged({ ...present, changesTaken: [...present.changesTaken, { number, content }] });
  if (known.content === content) return 'repeated';
  throw new DomainError(
    'orders.change.contradicts',
    { en: `Change ${number} was sent before, with other content`, zh: `变更号 ${number} 已存在且内容不同` },
    { number },
    'conflict',
  );
};

/** Before our answer an order can only be taken back. */
export const cancelUnanswered =
  (change: CustomerChange, legs: Legs) =>
  (order: Order): Outcome<Order> => {
    must(
      isUnanswered(order.status),
      'orders.change.order-closed',
      { en: `The order is ${order.status}`, zh: `订单状态为 ${order.status}` },
      { status: order.status },
    );
    must(change.purpose === 'cancellation', 'orders.change.not-answered-yet', {
      en: 'The order has not been answered yet: wait for the answer, or cancel',
      zh: '订单尚未答复，请等待答复或取消',
    });
    return cancelOrder(order, legs, change);
  };

/** The customer asks for what is agreed already. */
export const confirmStanding =
  (change: CustomerChange, legs: Legs) =>
  (order: Order): Outcome<Order> => ({ state: order, events: [changeAnswer(order, legs, change, 'accepted')] });
