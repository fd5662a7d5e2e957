import { create, orders } from '@tradeloom/contracts';
import { decimal, type IsoDate, isIsoDate, must, type Outcome, type Quantity, type Text } from '@tradeloom/kernel';
import { type Item, type ItemReference, itemOf, type NamedItem } from '../items/item.rules.ts';
import { drawLeg, type Leg, type LegPrice, type Stated } from '../legs/leg.rules.ts';
import { listInForce, type PriceList, tierFor, tiersOf } from '../prices/price.rules.ts';
import { type Line, type Order, openLines, parties, type Source } from './order.rules.ts';
import { answerMessage, lineMessage } from './order-messages.rules.ts';

export interface RequestedLine extends NamedItem {
  readonly customerLine: string;
  readonly description: string;
  readonly quantity: Quantity;
  /** Empty: the price list's. */
  readonly unitPrice: string;
  readonly schedules: readonly { readonly quantity: Quantity; readonly date: IsoDate }[];
}

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

/** What the seller has agreed: its items and price lists, those with this customer and those with its factories. */
export interface Agreement {
  readonly items: readonly Item[];
  readonly references: readonly ItemReference[];
  readonly priceLists: readonly PriceList[];
}

export interface Identity {
  readonly orderId: string;
  readonly number: string;
  readonly today: IsoDate;
  newId(): string;
}

export interface PlacedOrder {
  readonly order: Outcome<Order>;
  readonly legs: readonly Leg[];
}

/** The terms by which a repeated order is told from a contradicting one; the file it came in is no term. */
export const contentOf = ({ source: _, ...terms }: OrderRequest): string => JSON.stringify(terms);

/**
 * A new order: each line is served or rejected with its reason, and the two contracts are drawn from the price lists.
 * @throws DomainError `orders.order.no-agreement`, `orders.order.currency`, `orders.order.no-lines`
 */
export const placeOrder = (request: OrderRequest, agreement: Agreement, identity: Identity): PlacedOrder => {
  const { customer, trader, customerOrder } = request;
  const { today, orderId, number } = identity;
  const exportList = listInForce(listsOf(agreement, 'export', trader), customer, today);
  must(
    exportList !== undefined,
    'orders.order.no-agreement',
    { en: `${trader} has no price list for ${customer}`, zh: `${trader} 没有适用于 ${customer} 的价目表` },
    { customer, trader },
  );
  must(
    request.currency === '' || request.currency === exportList.currency,
    'orders.order.currency',
    {
      en: `The order is in ${request.currency}, agreed is ${exportList.currency}`,
      zh: `订单币种为 ${request.currency}，约定为 ${exportList.currency}`,
    },
    { stated: request.currency, agreed: exportList.currency },
  );
  must(request.lines.length > 0, 'orders.order.no-lines', { en: 'The order has no lines', zh: '订单没有明细行' });

  const desk = new Desk(request, agreement, exportList, today);
  const lines = request.lines.map((line) => desk.take(line, identity));
  const order: Order = {
    id: orderId,
    version: 0,
    parties: parties(customer, trader, desk.factory),
    number,
    customer,
    trader,
    factory: desk.factory,
    customerOrder,
    orderDate: request.orderDate,
    receivedOn: today,
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
    content: contentOf(request),
  };
  if (openLines(order).length === 0) {
    const rejected: Order = { ...order, status: 'rejected' };
    const answer = answerMessage(rejected, null, 'rejected', exportList.currency);
    return { order: { state: rejected, events: [answer] }, legs: [] };
  }
  return { order: { state: order, events: [received(order)] }, legs: desk.drawLegs(order, identity) };
};

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

const listsOf = (agreement: Agreement, kind: PriceList['kind'], seller: string): PriceList[] =>
  agreement.priceLists.filter((list) => list.kind === kind && list.seller === seller);

const isPositive = (value: string): boolean => /^\d+(\.\d+)?$/.test(value) && decimal(value).gt(0);

interface Refusal {
  readonly reason: Text;
}

/** The order desk: takes one line after the other; the first served line settles which factory makes the order. */
class Desk {
  factory = '';
  private readonly exportPrices: LegPrice[] = [];
  private readonly purchasePrices: LegPrice[] = [];

  constructor(
    private readonly request: OrderRequest,
    private readonly agreement: Agreement,
    private readonly exportList: PriceList,
    private readonly today: IsoDate,
  ) {}

  take(requested: RequestedLine, identity: Identity): Line {
    const id = identity.newId();
    const item = itemOf(requested, this.agreement.items, this.agreement.references, this.today);
    const line = {
      id,
      customerLine: requested.customerLine,
      buyerItem: requested.buyerItem,
      item: item?.item ?? requested.sellerItem,
      description: item?.name.en ?? requested.description,
      quantity: requested.quantity,
    };
    const refusal = this.refusalOf(requested, item);
    if (item === undefined || refusal !== undefined)
      return {
        ...line,
        status: 'rejected',
        reason: refusal?.reason ?? unknownItem(requested),
        statedPrice: requested.unitPrice,
        overDeliveryPercent: '0',
        underDeliveryPercent: '0',
        schedules: [],
      };
    this.price(id, item, requested);
    return {
      ...line,
      status: 'open',
      reason: null,
      statedPrice: null,
      overDeliveryPercent: item.overDeliveryPercent,
      underDeliveryPercent: item.underDeliveryPercent,
      schedules: requested.schedules.map(({ quantity, date }) => ({
        id: identity.newId(),
        quantity,
        requested: date,
        promisedOriginal: null,
        promisedCurrent: null,
        status: 'open',
        shipped: '0',
      })),
    };
  }

  drawLegs(order: Order, identity: Identity): Leg[] {
    const lines = openLines(order);
    const purchaseList = this.purchaseList(this.factory);
    const outward = drawLeg(
      identity.newId(),
      order,
      this.exportList,
      order.customer,
      this.exportPrices,
      lines,
      this.statedTerms(),
    );
    return purchaseList === undefined
      ? [outward]
      : [outward, drawLeg(identity.newId(), order, purchaseList, order.trader, this.purchasePrices, lines)];
  }

  private refusalOf(requested: RequestedLine, item: Item | undefined): Refusal | undefined {
    if (item === undefined) return { reason: unknownItem(requested) };
    const { value, unit } = requested.quantity;
    if (!isPositive(value)) return { reason: { en: 'The quantity is not positive', zh: '数量必须为正' } };
    if (requested.unitPrice !== '' && !isPositive(requested.unitPrice))
      return { reason: { en: 'The unit price is not positive', zh: '单价必须为正' } };
    if (unit !== item.unit)
      return { reason: { en: `${item.item} is sold by ${item.unit}, not ${unit}`, zh: `${item.item} 的销售单位为 ${item.unit}` } };
    return this.scheduleRefusal(requested) ?? this.agreementRefusal(item);
  }

  private scheduleRefusal({ quantity, schedules }: RequestedLine): Refusal | undefined {
    const whole = schedules.every((s) => isIsoDate(s.date) && isPositive(s.quantity.value) && s.quantity.unit === quantity.unit);
    if (schedules.length === 0 || !whole)
      return { reason: { en: 'A delivery needs a quantity and a date', zh: '交货计划须有数量和日期' } };
    const sum = schedules.reduce((total, s) => total.plus(s.quantity.value), decimal(0));
    if (sum.eq(quantity.value)) return undefined;
    return {
      reason: {
        en: `The deliveries sum to ${sum.toFixed()}, the line says ${quantity.value}`,
        zh: `交货数量合计 ${sum.toFixed()}，行数量为 ${quantity.value}`,
      },
    };
  }

  private agreementRefusal(item: Item): Refusal | undefined {
    const { item: name, factory } = item;
    if (this.factory !== '' && factory !== this.factory)
      return { reason: { en: `${name} is made by another factory: order it apart`, zh: `${name} 由另一工厂生产，请另行下单` } };
    const purchaseList = this.purchaseList(factory);
    const priced = tiersOf(this.exportList, name).length > 0 && purchaseList && tiersOf(purchaseList, name).length > 0;
    return priced ? undefined : { reason: { en: `${name} has no agreed price`, zh: `${name} 没有约定价格` } };
  }

  private price(lineId: string, item: Item, { quantity, unitPrice }: RequestedLine): void {
    this.factory = item.factory;
    const listed = (list: PriceList) => tierFor(tiersOf(list, item.item), quantity.value).unitPrice;
    const purchaseList = this.purchaseList(item.factory);
    this.exportPrices.push({ lineId, unitPrice: unitPrice === '' ? listed(this.exportList) : unitPrice });
    if (purchaseList !== undefined) this.purchasePrices.push({ lineId, unitPrice: listed(purchaseList) });
  }

  private purchaseList(factory: string): PriceList | undefined {
    return listInForce(listsOf(this.agreement, 'purchase', factory), this.request.trader, this.today);
  }

  /** A term that the order leaves open is the agreed one. */
  private statedTerms(): Stated {
    const { tradeTerm, paymentWords, charges } = this.request.stated;
    const agreed = this.exportList.tradeTerm;
    return {
      paymentWords,
      charges,
      tradeTerm: {
        incoterm: tradeTerm.incoterm || agreed.incoterm,
        edition: tradeTerm.edition || agreed.edition,
        place: tradeTerm.place || agreed.place,
      },
    };
  }
}

const unknownItem = ({ buyerItem, sellerItem }: RequestedLine): Text => ({
  en: `Item ${sellerItem || buyerItem} is not known`,
  zh: `未知物料 ${sellerItem || buyerItem}`,
});
