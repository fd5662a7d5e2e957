import { decimal, type IsoDate, must } from '@tradeloom/kernel';

/** From this quantity on (inclusive) this unit price. 阶梯价 */
export interface Tier {
  readonly from: string;
  readonly unitPrice: string;
}

export interface ItemPrice {
  readonly item: string;
  readonly tiers: readonly Tier[];
}

export interface TradeTerm {
  readonly incoterm: string;
  readonly edition: string;
  readonly place: string;
}

/** One stage of payment: a share of the total, `days` or `months` after its trigger. */
export interface PaymentTerm {
  readonly stage: string;
  readonly percent: string;
  readonly trigger: 'order-confirmed' | 'bl-copy-sent' | 'on-board';
  readonly days: number;
  readonly months: number;
}

export type Bearer = 'buyer' | 'seller';

/** Who pays for what, as far as it is said. */
export interface Charges {
  readonly freight: Bearer | null;
  readonly insurance: Bearer | null;
  readonly certification: Bearer | null;
}

/** Stands for the buyer in a list that is for whoever has none of his own. */
export const everyBuyer = '*';

/** The agreed prices and terms of one seller and one buyer (or every buyer) for a time. 价目表 */
export interface PriceList {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly kind: 'export' | 'purchase';
  readonly seller: string;
  readonly buyer: string;
  readonly currency: string;
  /** The rate the prices were calculated with: units of the pair's second currency per unit of its first. */
  readonly basePair: string | null;
  readonly baseRate: string | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  /** VAT on the purchase leg, and the share of it that the export refunds. 增值税率、出口退税率 */
  readonly taxPercent: string | null;
  readonly exportRefundPercent: string | null;
  readonly tradeTerm: TradeTerm;
  readonly paymentTerms: PaymentTerm[];
  readonly charges: Charges;
  readonly prices: ItemPrice[];
}

/** The list in force: the buyer's own before everybody's, the newest first. */
export const listInForce = (lists: readonly PriceList[], buyer: string, on: IsoDate): PriceList | undefined =>
  lists
    .filter((list) => list.buyer === buyer || list.buyer === everyBuyer)
    .filter((list) => list.validFrom <= on && (list.validTo === null || on <= list.validTo))
    .toSorted((a, b) => rank(b, buyer).localeCompare(rank(a, buyer)))[0];

const rank = (list: PriceList, buyer: string): string => `${list.buyer === buyer ? 1 : 0}${list.validFrom}`;

export const tiersOf = (list: PriceList, item: string): readonly Tier[] =>
  list.prices.find((price) => price.item === item)?.tiers ?? [];

/** The tier a quantity reaches; the lowest one also serves smaller quantities. */
export const tierFor = (tiers: readonly Tier[], quantity: string): Tier => {
  const ascending = tiers.toSorted((a, b) => decimal(a.from).cmp(b.from));
  const reached = ascending.findLast((tier) => decimal(tier.from).lte(quantity)) ?? ascending[0];
  must(reached !== undefined, 'orders.price.none', { en: 'The item has no price', zh: '该物料没有价格' });
  return reached;
};

const otherInstruments = /\b(L\/?C|LETTER OF CREDIT|D\/?P|D\/?A|O\/?A|OPEN ACCOUNT|NET)\b|信用证|托收|赊销/i;

/** `30 %`, `30PCT`; and the trade's shorthand `30/60/10`. */
const percentsIn = (words: string): string[] => {
  const marked = [...words.matchAll(/(\d+(?:\.\d+)?)\s*(?:%|PCT|PERCENT)/gi)].map((m) => m[1] ?? '');
  const shorthand = /\d+(?:\.\d+)?(?:\s*\/\s*\d+(?:\.\d+)?)+/.exec(words)?.[0].split('/') ?? [];
  return (marked.length > 0 ? marked : shorthand).map((p) => decimal(p.trim()).toFixed());
};

const daysIn: Readonly<Record<string, number>> = { day: 1, week: 7, 天: 1, 日: 1, 周: 7 };

/** `90 days`, `2 weeks`, `12 months`, `6个月`; a week is seven days, a month stays a month. */
const periodsIn = (words: string): string[] =>
  [...words.matchAll(/(\d+)\s*-?\s*(?:(days?|weeks?|天|日|周)|(?:months?|mths?|个月|個月))/gi)].map(
    ([, count, unit]) => {
      const days = unit === undefined ? undefined : daysIn[unit.toLowerCase().replace(/s$/, '')];
      return days === undefined ? `${Number(count)} months` : `${Number(count) * days} days`;
    },
  );

const agreedPeriods = (terms: readonly PaymentTerm[]): string[] =>
  terms.flatMap(({ days, months }) => [`${days} days`, `${months} months`]);

/**
 * Whether an order's words on payment say what is customary with this customer. No words mean: as agreed.
 * The percentages must be the agreed stages', no longer or shorter time may be said than one of theirs, and no other
 * instrument may be named.
 */
export const isCustomary = (words: string, terms: readonly PaymentTerm[]): boolean => {
  if (words.trim() === '') return true;
  if (otherInstruments.test(words)) return false;
  const periods = agreedPeriods(terms);
  if (!periodsIn(words).every((period) => periods.includes(period))) return false;
  return percentsIn(words).join() === terms.map((term) => decimal(term.percent).toFixed()).join();
};
