import { decimal } from '@tradeloom/kernel';
import { type Tier, tierFor } from '../prices/price.rules.ts';
import { type Finding, finding } from './finding.rules.ts';

export interface DatedRate {
  readonly pair: string;
  readonly rate: string;
  readonly date: string;
  readonly source: string;
}

export interface PricedLine {
  readonly customerLine: string;
  readonly item: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly tiers: readonly Tier[];
}

/** The price element of an order: the customer's prices beside the list's, the rate beside its base. */
export interface PriceElement {
  readonly lines: readonly PricedLine[];
  readonly base: { readonly pair: string; readonly rate: string } | null;
  /** Today's spot rate of the base's pair; null when nobody has set one. */
  readonly spot: DatedRate | null;
}

/** Strictly more than this asks for a second look. */
const fxTolerancePercent = '3';

export const auditPrices = (element: PriceElement): Finding[] => [
  ...auditRate(element),
  ...element.lines.map(auditTier),
];

/** Compared by multiplication, so that exactly 3 % is exactly 3 %. */
const auditRate = ({ base, spot }: PriceElement): Finding[] => {
  if (base === null) return [];
  if (spot === null)
    return [
      finding(
        'orders.audit.fx-unknown',
        'confirm',
        { en: `No spot rate of ${base.pair} is known`, zh: `没有 ${base.pair} 即期汇率` },
        { pair: base.pair, baseRate: base.rate },
      ),
    ];
  const moved = decimal(spot.rate).minus(base.rate).abs().times(100);
  const beyond = moved.gt(decimal(base.rate).times(fxTolerancePercent));
  const percent = moved.div(base.rate).toDecimalPlaces(4).toFixed();
  return [
    finding(
      beyond ? 'orders.audit.fx-moved' : 'orders.audit.fx-steady',
      beyond ? 'confirm' : 'info',
      beyond
        ? {
            en: `${base.pair} moved ${percent} % since the price list, more than ${fxTolerancePercent} %`,
            zh: `${base.pair} 较价目表基准变动 ${percent} %，超过 ${fxTolerancePercent} %，须二次确认`,
          }
        : {
            en: `${base.pair} moved ${percent} % since the price list, within ${fxTolerancePercent} %`,
            zh: `${base.pair} 较价目表基准变动 ${percent} %，未超过 ${fxTolerancePercent} %`,
          },
      {
        pair: base.pair,
        baseRate: base.rate,
        spotRate: spot.rate,
        spotDate: spot.date,
        source: spot.source,
        movedPercent: percent,
        tolerancePercent: fxTolerancePercent,
      },
    ),
  ];
};

/** The discount must belong to the quantity band that the line reaches. */
const auditTier = (line: PricedLine): Finding => {
  const due = tierFor(line.tiers, line.quantity);
  const asked = decimal(line.unitPrice);
  const facts = {
    line: line.customerLine,
    item: line.item,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    listPrice: due.unitPrice,
    tierFrom: due.from,
  };
  if (asked.eq(due.unitPrice))
    return finding(
      'orders.audit.price-as-listed',
      'info',
      { en: `${line.item}: price of the band from ${due.from}`, zh: `${line.item}：符合 ${due.from} 起的阶梯价` },
      facts,
    );
  const other = line.tiers.find((tier) => asked.eq(tier.unitPrice));
  if (other !== undefined)
    return finding(
      'orders.audit.tier-mismatch',
      'confirm',
      {
        en: `${line.item}: ${line.unitPrice} is the price from ${other.from}, but ${line.quantity} is ordered`,
        zh: `${line.item}：${line.unitPrice} 为 ${other.from} 起的价格，订购量为 ${line.quantity}`,
      },
      { ...facts, askedTierFrom: other.from },
    );
  return finding(
    'orders.audit.price-differs',
    'confirm',
    {
      en: `${line.item}: the order says ${line.unitPrice}, the price list ${due.unitPrice}`,
      zh: `${line.item}：订单价 ${line.unitPrice}，价目表 ${due.unitPrice}`,
    },
    facts,
  );
};
