import { decimal, type IsoDate, type Money, money, must, type Quantity, sumOf, type Text } from '@tradeloom/kernel';
import { commit, type DeliveryPromise } from '../audits/date-audit.rules.ts';
import type { Item } from '../items/item.rules.ts';
import { type PriceList, type Tier, tierFor, tiersOf } from '../prices/price.rules.ts';

export interface Enquiry {
  readonly item: string;
  readonly quantity: Quantity;
  readonly requested: IsoDate;
}

/** One enquired delivery with its price and the date we would commit to. */
export interface QuotedLine {
  readonly item: string;
  readonly quantity: Quantity;
  readonly requested: IsoDate;
  readonly promised: IsoDate | null;
  readonly binding: { readonly kind: string; readonly name: string };
  readonly unitPrice: string;
  readonly tierFrom: string;
  readonly amount: Money;
}

/** What we would sell at, and when, until it expires. It holds neither capacity nor material. 报价 */
export interface Quotation {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly number: string;
  readonly trader: string;
  readonly customer: string;
  readonly factory: string;
  readonly currency: string;
  readonly lines: QuotedLine[];
  readonly total: string;
  readonly quotedAt: Date;
  readonly expiresAt: Date;
  /** When production's figures were true, RFC 3339. */
  readonly dataAsOf: string;
}

/** Nothing is held, so a quotation ages with the figures it was made from. */
const validHours = 48;

const hourInMs = 3_600_000;

export const expiryOf = (quotedAt: Date): Date => new Date(quotedAt.getTime() + validHours * hourInMs);

/** The one factory that makes everything enquired. */
export const factoryOf = (enquiries: readonly Enquiry[], items: readonly Item[]): string => {
  const factories = enquiries.map(({ item }) => {
    const known = items.find((i) => i.item === item);
    must(
      known !== undefined,
      'orders.quotation.unknown-item',
      { en: `Item ${item} is not known`, zh: `未知物料 ${item}` },
      { item },
    );
    return known.factory;
  });
  const [factory] = factories;
  must(factory !== undefined && factories.every((f) => f === factory), 'orders.quotation.several-factories', {
    en: 'A quotation is for the items of one factory',
    zh: '一份报价仅限同一工厂的物料',
  });
  return factory;
};

/** @throws DomainError when an enquiry asks for nothing, or in another unit than the one the item is priced in */
export const mustBeQuotable = (enquiries: readonly Enquiry[], items: readonly Item[]): void => {
  for (const { item, quantity } of enquiries) {
    const unit = items.find((i) => i.item === item)?.unit ?? quantity.unit;
    must(
      decimal(quantity.value).gt(0) && quantity.unit === unit,
      'orders.quotation.quantity',
      { en: `${item} is quoted by ${unit}, more than 0`, zh: `${item} 须以 ${unit} 报价，且数量大于 0` },
      { item, unit: quantity.unit, needed: unit },
    );
  }
};

/** How line and promise of an enquiry are told apart before anything is stored: by position. */
export const keyOf = (position: number) => ({ lineId: `${position}`, scheduleId: `${position}` });

export const quoteLines = (
  enquiries: readonly Enquiry[],
  promises: readonly DeliveryPromise[],
  list: PriceList,
): QuotedLine[] =>
  enquiries.map((enquiry, position) => {
    const { item, quantity, requested } = enquiry;
    const tier: Tier = tierFor(tiersOf(list, item), quantity.value);
    const promise = promises.find((p) => p.lineId === keyOf(position).lineId);
    return {
      item,
      quantity,
      requested,
      promised: promise === undefined ? null : commit({ ...promise, requested }).committed,
      binding: promise?.binding ?? { kind: 'none', name: '' },
      unitPrice: tier.unitPrice,
      tierFrom: tier.from,
      amount: money(decimal(quantity.value).times(tier.unitPrice), list.currency),
    };
  });

export const totalQuoted = (lines: readonly QuotedLine[], currency: string): string =>
  sumOf(
    lines.map((line) => line.amount),
    currency,
  ).amount;

/** Why these prices and dates. */
export const because = (lines: readonly QuotedLine[], list: PriceList): Text[] =>
  lines.flatMap(({ item, quantity, unitPrice, tierFrom, requested, promised, binding }) => [
    {
      en: `${item}: ${quantity.value} ${quantity.unit} reach the band from ${tierFrom}: ${unitPrice} ${list.currency} (price list ${list.id})`,
      zh: `${item}：${quantity.value} ${quantity.unit} 适用 ${tierFrom} 起阶梯价 ${unitPrice} ${list.currency}（价目表 ${list.id}）`,
    },
    promised === requested
      ? { en: `${item}: ${requested} is kept`, zh: `${item}：可按 ${requested} 交货` }
      : {
          en: `${item}: ${promised ?? 'no date'} instead of ${requested}, bound by ${binding.kind} ${binding.name}`,
          zh: `${item}：${requested} 改为 ${promised ?? '无法承诺'}，受限于 ${binding.kind} ${binding.name}`,
        },
  ]);
