import { create, orders } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import { drawLeg, type Leg, type LegPrice, type Stated } from '../legs/leg.rules.ts';
import { listInForce, type PriceList } from '../prices/price.rules.ts';
import {
  type Admission,
  type Agreement,
  admitLines,
  isServed,
  type RefusedLine,
  type RequestedLine,
  type ServedLine,
} from './line-admission.rules.ts';
import { type Line, type Order, openLines, parties, type Source } from './order.rules.ts';
import { answerMessage, closedMessage, lineMessage } from './order-messages.rules.ts';

/** A customer's order, whatever door it came through. */
export interface OrderRequest {
  readonly customer: string;
  readonly trader: string;
  readonly customerOrder: string;
  readonly orderDate: IsoDate;
  /** Empty: the price list's. */
  readonly currency: string;
  readonly stated: Stated;
  readonly destinationCountry: string;
  readonly lines: readonly RequestedLine[];
  readonly source: Source | null;
}

export interface Identity {
  readonly orderId: string;
  readonly number: string;
  readonly today: IsoDate;
  readonly newId: () => string;
}

export interface PlacedOrder {
  readonly order: Outcome<Order>;
  readonly legs: readonly Leg[];
}

/** The terms by which a repeated order is told from a contradicting one; the file it came in is no term. */
export const contentOf = (request: OrderRequest): string => JSON.stringify({ ...request, source: null });

/**
 * A new order: each line is served or rejected with its reason, and the two contracts are drawn from the price lists.
 * @throws DomainError `orders.order.no-agreement`, `orders.order.currency`, `orders.order.no-lines`
 */
export const placeOrder = (request: OrderRequest, agreement: Agreement, identity: Identity): PlacedOrder => {
  const exportList = exportListFor(request, agreement, identity.today);
  must(request.lines.length > 0, 'orders.order.no-lines', { en: 'The order has no lines', zh: '订单没有明细行' });
  const admitted = admitLines(request.lines, agreement, exportList, identity.today).map((admission) => ({
    admission,
    line: lineOf(admission, identity),
  }));
  const served = admitted.flatMap(({ admission, line }) => (isServed(admission) ? [{ ...admission, line }] : []));
  const order = blankOrder(
    request,
    identity,
    admitted.map(({ line }) => line),
    served[0]?.item.factory ?? '',
  );
  if (served[0] === undefined) {
    const rejected: Order = { ...order, status: 'rejected' };
    const answer = answerMessage(rejected, null, 'rejected', exportList.currency);
    return { order: { state: rejected, events: [answer, closedMessage(rejected)] }, legs: [] };
  }
  const pricesBy = (price: (line: ServedLine) => string): LegPrice[] =>
    served.map((line) => ({ lineId: line.line.id, unitPrice: price(line) }));
  const lines = openLines(order);
  const { newId } = identity;
  const stated = statedTerms(request.stated, exportList);
  return {
    order: { state: order, events: [received(order)] },
    legs: [
      drawLeg(
        newId(),
        order,
        exportList,
        order.customer,
        pricesBy((line) => line.exportPrice),
        lines,
        stated,
      ),
      drawLeg(
        newId(),
        order,
        served[0].purchaseList,
        order.trader,
        pricesBy((line) => line.purchasePrice),
        lines,
      ),
    ],
  };
};

const exportListFor = ({ customer, trader, currency }: OrderRequest, agreement: Agreement, on: IsoDate): PriceList => {
  const lists = agreement.priceLists.filter((list) => list.kind === 'export' && list.seller === trader);
  const list = listInForce(lists, customer, on);
  must(
    list !== undefined,
    'orders.order.no-agreement',
    { en: `${trader} has no price list for ${customer}`, zh: `${trader} 没有适用于 ${customer} 的价目表` },
    { customer, trader },
  );
  must(
    currency === '' || currency === list.currency,
    'orders.order.currency',
    {
      en: `The order is in ${currency}, agreed is ${list.currency}`,
      zh: `订单币种 ${currency}，约定为 ${list.currency}`,
    },
    { stated: currency, agreed: list.currency },
  );
  return list;
};

const lineOf = (admission: Admission, identity: Identity): Line => {
  const { requested, item } = admission;
  const line = {
    id: identity.newId(),
    customerLine: requested.customerLine,
    buyerItem: requested.buyerItem,
    item: item?.item ?? requested.sellerItem,
    description: item?.name.en ?? requested.description,
    quantity: requested.quantity,
    overDeliveryPercent: item?.overDeliveryPercent ?? '0',
    underDeliveryPercent: item?.underDeliveryPercent ?? '0',
  };
  return isServed(admission)
    ? { ...line, status: 'open', reason: null, statedPrice: null, schedules: schedulesOf(requested, identity) }
    : { ...line, ...refusalOf(admission), schedules: [] };
};

const refusalOf = ({ reason, requested }: RefusedLine): Pick<Line, 'status' | 'reason' | 'statedPrice'> => ({
  status: 'rejected',
  reason,
  statedPrice: requested.unitPrice,
});

const schedulesOf = ({ schedules }: RequestedLine, { newId }: Identity): Line['schedules'] =>
  schedules.map(({ quantity, date }) => ({
    id: newId(),
    quantity,
    requested: date,
    promisedOriginal: null,
    promisedCurrent: null,
    status: 'open',
    shipped: '0',
  }));

const blankOrder = (request: OrderRequest, identity: Identity, lines: Line[], factory: string): Order => ({
  id: identity.orderId,
  version: 0,
  parties: parties(request.customer, request.trader, factory),
  number: identity.number,
  customer: request.customer,
  trader: request.trader,
  factory,
  customerOrder: request.customerOrder,
  orderDate: request.orderDate,
  receivedOn: identity.today,
  destinationCountry: request.destinationCountry,
  status: 'received',
  orderVersion: 1,
  lines,
  authority: null,
  approvedBy: null,
  openConfirmations: [],
  confirmations: [],
  credit: 'unchecked',
  source: request.source,
  lapsesAfter: null,
  offer: null,
  changesTaken: [],
  content: contentOf(request),
});

/** A term that the order leaves open is the agreed one. */
const statedTerms = ({ tradeTerm, paymentWords, charges }: Stated, { tradeTerm: agreed }: PriceList): Stated => ({
  paymentWords,
  charges,
  tradeTerm: {
    incoterm: tradeTerm.incoterm || agreed.incoterm,
    edition: tradeTerm.edition || agreed.edition,
    place: tradeTerm.place || agreed.place,
  },
});

/** Only what is served is to be promised: rejected lines stay with the answer. */
const received = (order: Order) =>
  create(orders.OrderReceivedSchema, {
    orderId: order.id,
    number: order.number,
    customerOrder: order.customerOrder,
    customer: order.customer,
    trader: order.trader,
    factory: order.factory,
    receivedOn: order.receivedOn,
    lines: openLines(order).map(lineMessage),
    destinationCountry: order.destinationCountry,
  });
