import { must } from '@tradeloom/kernel';

/**
 * The life of an order.
 *
 * | from           | to                                   | because                                             |
 * |----------------|--------------------------------------|-----------------------------------------------------|
 * | received       | audited, rejected, cancelled         | production promised; no line can be served          |
 * | audited        | held, offered, firm, rejected, cancelled | credit was checked; something is open, or answered |
 * | held           | offered, firm, rejected, cancelled, expired | the last reason to wait is gone; nobody decided in time |
 * | offered        | firm, held, cancelled, expired       | the customer accepts the counter-offer, cover is gone meanwhile, he gives up, or does not answer |
 * | firm           | partly-shipped, shipped              | goods are on board                                  |
 * | partly-shipped | shipped                              | the last schedule is on board                       |
 *
 * `rejected`, `cancelled`, `expired` and `shipped` are ends. A change of a firm order has a state of its own.
 */
const transitions = {
  received: ['audited', 'rejected', 'cancelled'],
  audited: ['held', 'offered', 'firm', 'rejected', 'cancelled'],
  held: ['offered', 'firm', 'rejected', 'cancelled', 'expired'],
  offered: ['firm', 'held', 'cancelled', 'expired'],
  firm: ['partly-shipped', 'shipped'],
  'partly-shipped': ['shipped'],
  shipped: [],
  rejected: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderStatus = keyof typeof transitions;
export const orderStatuses = Object.keys(transitions) as OrderStatus[];

export const mayBecome = (from: OrderStatus, to: OrderStatus): boolean =>
  from === to || (transitions[from] as readonly OrderStatus[]).includes(to);

export const becomes = (from: OrderStatus, to: OrderStatus): OrderStatus => {
  must(
    mayBecome(from, to),
    'orders.order.not-now',
    { en: `An order that is ${from} cannot become ${to}`, zh: `状态为 ${from} 的订单不能变为 ${to}` },
    { from, to },
  );
  return to;
};

/** Both sides are bound: changes need both owners. */
export const isFirm = (status: OrderStatus): boolean => status === 'firm' || status === 'partly-shipped';

/** Both sides are bound, be it that all has shipped. */
export const isBound = (status: OrderStatus): boolean => isFirm(status) || status === 'shipped';

/** The seller has not answered yet. */
export const isUnanswered = (status: OrderStatus): boolean => ['received', 'audited', 'held'].includes(status);
