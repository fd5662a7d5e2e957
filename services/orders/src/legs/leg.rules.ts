import { decimal, type Money, money, must, type Quantity, sumOf } from '@tradeloom/kernel';
import type { Charges, PaymentTerm, PriceList, TradeTerm } from '../prices/price.rules.ts';

/** The unit price of one order line on one contract. */
export interface LegPrice {
  readonly lineId: string;
  readonly unitPrice: string;
}

/** One contract of an order. Only its seller and its buyer see it. 合同（外销、购销） */
export interface Leg {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly kind: 'export' | 'purchase';
  readonly seller: string;
  readonly buyer: string;
  readonly currency: string;
  /** VAT of the purchase contract and its refund at export; null where there is none. */
  readonly taxPercent: string | null;
  readonly exportRefundPercent: string | null;
  readonly tradeTerm: TradeTerm;
  readonly paymentTerms: PaymentTerm[];
  /** What the buyer's document says on payment and charges, kept for the audit. */
  readonly paymentWords: string;
  readonly charges: Charges;
  readonly prices: LegPrice[];
  /** Net of tax, in the leg's currency. */
  readonly total: string;
  readonly priceList: string;
  readonly agreedOn: string;
}

/** A line as a leg prices it. */
export interface ValuedLine {
  readonly id: string;
  readonly quantity: Quantity;
}

/** Each line rounds half up to the minor unit, as it will stand on the invoice. */
const totalOf = (prices: readonly LegPrice[], lines: readonly ValuedLine[], currency: string): Money =>
  sumOf(
    prices.map(({ lineId, unitPrice }) => {
      const line = lines.find((l) => l.id === lineId);
      return money(line === undefined ? 0 : decimal(unitPrice).times(line.quantity.value), currency);
    }),
    currency,
  );

/** What the buyer stated where it differs from the list: term, words on payment, charges. */
export type Stated = Pick<Leg, 'tradeTerm' | 'paymentWords' | 'charges'>;

export const drawLeg = (
  id: string,
  order: { readonly id: string; readonly receivedOn: string },
  list: PriceList,
  buyer: string,
  prices: readonly LegPrice[],
  lines: readonly ValuedLine[],
  stated: Stated = { tradeTerm: list.tradeTerm, paymentWords: '', charges: list.charges },
): Leg => ({
  id,
  version: 0,
  parties: [list.seller, buyer],
  orderId: order.id,
  kind: list.kind,
  seller: list.seller,
  buyer,
  currency: list.currency,
  taxPercent: list.taxPercent,
  exportRefundPercent: list.exportRefundPercent,
  paymentTerms: list.paymentTerms,
  prices: [...prices],
  total: totalOf(prices, lines, list.currency).amount,
  priceList: list.id,
  agreedOn: order.receivedOn,
  ...stated,
});

/** The leg follows the order's lines at its own prices: refused lines leave it, changed quantities revalue it. */
export const revalue = (leg: Leg, lines: readonly ValuedLine[]): Leg => {
  const prices = leg.prices.filter(({ lineId }) => lines.some((line) => line.id === lineId));
  return { ...leg, prices, total: totalOf(prices, lines, leg.currency).amount };
};

/** Both contracts of an order. Only a transaction on behalf of all three parties sees both. */
export interface Legs {
  readonly export: Leg;
  readonly purchase: Leg;
}

export const bothLegs = (legs: readonly Leg[]): Legs => {
  const found = (kind: Leg['kind']) => legs.find((leg) => leg.kind === kind);
  const [outward, inward] = [found('export'), found('purchase')];
  must(outward !== undefined && inward !== undefined, 'orders.leg.not-visible', {
    en: 'Both contracts of the order are needed here',
    zh: '此处需要订单的两份合同',
  });
  return { export: outward, purchase: inward };
};

export const followLines = (legs: Legs, lines: readonly ValuedLine[]): Legs => ({
  export: revalue(legs.export, lines),
  purchase: revalue(legs.purchase, lines),
});

export const unitPriceOf = (leg: Leg, lineId: string): string =>
  leg.prices.find((price) => price.lineId === lineId)?.unitPrice ?? '';
