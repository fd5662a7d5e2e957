import type { Text } from '@tradeloom/kernel';
import type { Order } from './order.rules.ts';

/** Why an order does not go on, so that nobody has to guess. */
export interface Reason {
  readonly code: string;
  /** Which confirmation, which level, until when; empty when the code says it all. */
  readonly detail: string;
  readonly text: Text;
}

const reason = (code: string, en: string, zh: string, detail = ''): Reason => ({ code, detail, text: { en, zh } });

/** Everything that is still open, in the order in which it will be settled. Empty: nothing stands in the way. */
export const waitingFor = (order: Order): Reason[] => {
  switch (order.status) {
    case 'received':
      return [reason('promise', 'Production has not promised a date yet', '等待生产承诺交期')];
    case 'audited':
      return sellerReasons(order);
    case 'held':
      return [...sellerReasons(order), ...openOffer(order)];
    case 'offered':
      return [acceptance(order)];
    default:
      return [];
  }
};

/** What the seller must settle before he may answer, or be bound. */
export const sellerReasons = (order: Order): Reason[] => [
  ...confirmations(order),
  ...approval(order),
  ...credit(order),
];

/** The customer may still accept what he was told, although the seller looks at it again. */
const openOffer = ({ offer }: Order): Reason[] =>
  offer === null || offer.acceptedOn !== null ? [] : [acceptance({ lapsesAfter: offer.until })];

const acceptance = ({ lapsesAfter }: Pick<Order, 'lapsesAfter'>): Reason =>
  lapsesAfter === null
    ? reason('customer-acceptance', 'The customer has not accepted the counter-offer', '等待客户接受改报')
    : reason(
        'customer-acceptance',
        `The customer has not accepted the counter-offer, which is open until ${lapsesAfter}`,
        `等待客户接受改报，有效期至 ${lapsesAfter}`,
        lapsesAfter,
      );

const confirmations = ({ openConfirmations }: Order): Reason[] =>
  openConfirmations.map((code) =>
    reason('confirmation', `A second confirmation of ${code}`, `等待二次确认：${code}`, code),
  );

const approval = ({ approvedBy, authority }: Order): Reason[] =>
  approvedBy === null && authority !== null
    ? [reason('approval', `Approval at level ${authority}`, `等待 ${authority} 级别批准`, authority)]
    : [];

const credit = (order: Order): Reason[] => {
  if (order.credit === 'unchecked') return [reason('credit-check', 'The credit check', '等待信用核查')];
  if (order.credit === 'hold')
    return [reason('credit-hold', 'Credit cover: the order is held', '信用额度不足，订单暂停')];
  return [];
};

/**
 * What the factory may know of it: whom the order waits for. The level of an approval, or which price moved, would tell
 * what the export contract is worth.
 */
export const waitingForFactory = (order: Order): Reason[] => {
  const reasons = waitingFor(order);
  const own = reasons.filter(({ code }) => code !== 'approval' && code !== 'confirmation');
  if (own.length === reasons.length) return own;
  return [reason('trader-review', 'The trading company is reviewing the order', '外贸公司正在审核订单'), ...own];
};

/** What the customer may know of it: that the seller is busy, or that it is his own turn. */
export const waitingForCustomer = (order: Order): Reason[] => {
  const reasons = waitingFor(order);
  const own = reasons.filter(({ code }) => code === 'customer-acceptance');
  if (own.length > 0 || reasons.length === 0) return own;
  return [reason('seller-review', 'The seller is checking the order', '卖方正在审核订单')];
};
