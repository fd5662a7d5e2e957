import { create, type MessageInitShape, orders, type type } from '@tradeloom/contracts';
import { announce, type Quantity } from '@tradeloom/kernel';
import { type Leg, type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import { type Line, type Order, openLines, ordered, type Schedule, type Source, tradersOf } from './order.rules.ts';

/** How orders read on the wire. */

export const lineMessage = (line: Line): MessageInitShape<typeof type.OrderLineSchema> => ({
  lineId: line.id,
  customerLine: line.customerLine,
  item: line.item,
  description: line.description,
  quantity: line.quantity,
  schedules: ordered(line).map((schedule) => ({
    scheduleId: schedule.id,
    quantity: schedule.quantity,
    requested: schedule.requested,
    promisedOriginal: schedule.promisedOriginal ?? '',
    promisedCurrent: schedule.promisedCurrent ?? '',
  })),
  status: line.status,
  overDeliveryPercent: line.overDeliveryPercent,
  underDeliveryPercent: line.underDeliveryPercent,
});

const legMessage = (leg: Leg): MessageInitShape<typeof type.LegSchema> => ({
  kind: leg.kind,
  seller: leg.seller,
  buyer: leg.buyer,
  currency: leg.currency,
  taxPercent: leg.taxPercent ?? '',
  tradeTerm: leg.tradeTerm,
  paymentTerms: leg.paymentTerms,
  prices: leg.prices,
  total: { amount: leg.total, currency: leg.currency },
});

/** What production, finance, quality and logistics need of an order: its served lines and both contracts. */
export const orderMessage = (order: Order, legs: Legs) => ({
  orderId: order.id,
  customer: order.customer,
  trader: order.trader,
  factory: order.factory,
  lines: openLines(order).map(lineMessage),
  exportLeg: legMessage(legs.export),
  purchaseLeg: legMessage(legs.purchase),
});

type Answer = MessageInitShape<typeof orders.ConfirmedDeliverySchema>;

/** Answered lines have a date: the promise comes before the answer. */
const servedDelivery = ({ quantity, requested, promisedCurrent }: Schedule): Answer => {
  const size = { quantity: quantity.value, unit: quantity.unit };
  const date = promisedCurrent ?? requested;
  if (date === requested) return { ...size, status: 'accepted', date };
  return { ...size, status: 'date-changed', date, reason: `Requested ${requested}` };
};

const refusedLine = (line: Line, { value, unit }: Quantity): Answer[] => [
  { status: 'rejected', quantity: value, unit, reason: line.reason?.en ?? '' },
];

/** What both sides agreed on: accepted at the date we are committed to, whatever was asked first. */
const agreedDelivery = ({ quantity, requested, promisedCurrent }: Schedule): Answer => ({
  status: 'accepted',
  quantity: quantity.value,
  unit: quantity.unit,
  date: promisedCurrent ?? requested,
});

/** `agreed` says the terms as settled, otherwise each delivery is answered against what was asked. */
const answeredLine = (
  line: Line,
  leg: Leg | null,
  agreed = false,
): MessageInitShape<typeof orders.AnsweredLineSchema> => ({
  lineId: line.id,
  customerLine: line.customerLine,
  item: line.item,
  buyerItem: line.buyerItem,
  description: line.description,
  quantity: line.quantity.value,
  unit: line.quantity.unit,
  unitPrice: line.statedPrice ?? (leg === null ? '' : unitPriceOf(leg, line.id)),
  confirmations:
    line.status === 'open'
      ? ordered(line).map(agreed ? agreedDelivery : servedDelivery)
      : refusedLine(line, line.quantity),
});

/** An order that never became firm is over: nothing stays held or reserved for it. */
export const closedMessage = ({ id: orderId, number, customer, trader, factory, status: outcome }: Order) =>
  create(orders.OrderClosedSchema, { orderId, number, customer, trader, factory, outcome });

export type AnswerOutcome = 'accepted' | 'changed' | 'rejected';

/** The seller's answer to the customer; it bears the export prices. */
export const answerMessage = (order: Order, leg: Leg | null, outcome: AnswerOutcome, currency: string) =>
  create(orders.OrderAnsweredSchema, {
    orderId: order.id,
    number: order.number,
    customerOrder: order.customerOrder,
    orderDate: order.orderDate,
    customer: order.customer,
    trader: order.trader,
    outcome,
    currency,
    lines: order.lines.map((line) => answeredLine(line, leg)),
    ...(order.source && { ref: order.source }),
  });

/** Our answer to a customer's change, lines as they stand after it. It bears the export prices. */
export const changeAnswer = (
  order: Order,
  legs: Pick<Legs, 'export'>,
  change: { readonly number: string; readonly source: Source | null },
  outcome: AnswerOutcome,
  lines: readonly Line[] = openLines(order),
) =>
  announce(
    create(orders.ChangeAnsweredSchema, {
      orderId: order.id,
      number: order.number,
      customerOrder: order.customerOrder,
      orderDate: order.orderDate,
      changeNumber: change.number,
      customer: order.customer,
      trader: order.trader,
      outcome,
      lines: lines.map((line) => answeredLine(line, legs.export, outcome === 'accepted')),
      ...(change.source && { ref: change.source }),
    }),
    tradersOf(order),
  );
