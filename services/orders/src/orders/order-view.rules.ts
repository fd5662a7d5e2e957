import type { Leg } from '../legs/leg.rules.ts';
import type { Line, Order } from './order.rules.ts';
import { type Reason, waitingFor, waitingForCustomer, waitingForFactory } from './waiting.rules.ts';

/** An order as one of its parties reads it: the shared core, and of the contracts only its own. */
export const orderView = (order: Order, legs: readonly Leg[], readBy: string) => ({
  id: order.id,
  number: order.number,
  version: order.orderVersion,
  status: order.status,
  waitingFor: reasonsFor(order, readBy),
  lapsesAfter: order.lapsesAfter,
  customerOrder: order.customerOrder,
  orderDate: order.orderDate,
  receivedOn: order.receivedOn,
  customer: order.customer,
  trader: order.trader,
  factory: order.factory,
  destinationCountry: order.destinationCountry,
  legs: legs.map(legView),
  lines: order.lines.map(lineView),
});

export type OrderView = ReturnType<typeof orderView>;

const reasonsFor = (order: Order, readBy: string): Reason[] => {
  if (readBy === order.customer) return waitingForCustomer(order);
  return readBy === order.factory ? waitingForFactory(order) : waitingFor(order);
};

const legView = (leg: Leg) => ({
  kind: leg.kind,
  seller: leg.seller,
  buyer: leg.buyer,
  currency: leg.currency,
  taxPercent: leg.taxPercent,
  exportRefundPercent: leg.exportRefundPercent,
  tradeTerm: leg.tradeTerm,
  paymentTerms: leg.paymentTerms,
  prices: leg.prices.map(({ lineId, unitPrice }) => ({
    lineId,
    unitPrice: { amount: unitPrice, currency: leg.currency },
  })),
  total: { amount: leg.total, currency: leg.currency },
});

const lineView = (line: Line) => ({
  id: line.id,
  customerLine: line.customerLine,
  item: line.item,
  buyerItem: line.buyerItem,
  description: line.description,
  quantity: line.quantity,
  status: line.status,
  reason: line.reason,
  overDeliveryPercent: line.overDeliveryPercent,
  underDeliveryPercent: line.underDeliveryPercent,
  schedules: line.schedules.map(({ id, quantity, requested, promisedOriginal, promisedCurrent, status, shipped }) => ({
    id,
    quantity,
    requested,
    promisedOriginal,
    promisedCurrent,
    status,
    shipped: { value: shipped, unit: quantity.unit },
  })),
});
