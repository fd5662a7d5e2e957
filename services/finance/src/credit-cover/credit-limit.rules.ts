import { decimal, type IsoDate, type Money, must, type Outcome } from '@tradeloom/kernel';

/** What an insurer covers of a limit. 出口信用保险 */
export interface Insurer {
  readonly name: string;
  readonly policy: string;
  readonly insuredLimit: Money;
  /** covered percent belongs to the risk: refusal of the goods is commonly lower than insolvency */
  readonly covered: readonly { readonly risk: string; readonly percent: string }[];
}

/** A customer's credit limit as it was set once; a later one takes its place from its own first day on. */
export interface LimitVersion {
  readonly limit: Money;
  readonly validFrom: IsoDate;
  /** null: until replaced */
  readonly validTo: IsoDate | null;
  /** longest approved credit period in days after shipment, null when none is named */
  readonly approvedDays: number | null;
  readonly source: string;
  readonly insurer: Insurer | null;
  /** an open notice of probable loss (可能损失通知) holds every shipment */
  readonly probableLossSince: IsoDate | null;
  readonly setBy: string;
}

/** All limits that a trader ever set for a customer, newest last. 信用限额 */
export interface CreditLimit {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly trader: string;
  readonly customer: string;
  readonly versions: readonly LimitVersion[];
}

export const limitId = (trader: string, customer: string): string => `${trader}:${customer}`;

export const blankLimit = (trader: string, customer: string): CreditLimit => ({
  id: limitId(trader, customer),
  version: 0,
  parties: [trader],
  trader,
  customer,
  versions: [],
});

export const setLimit =
  (next: LimitVersion) =>
  (limit: CreditLimit): Outcome<CreditLimit> => {
    must(decimal(next.limit.amount).gte(0), 'finance.credit-limit.negative', {
      en: 'A credit limit cannot be negative',
      zh: '信用限额不得为负',
    });
    must(
      next.validTo === null || next.validTo >= next.validFrom,
      'finance.credit-limit.ends-before-it-starts',
      { en: 'The limit ends before it starts', zh: '限额失效日早于生效日' },
      { validFrom: next.validFrom, validTo: next.validTo ?? '' },
    );
    must(
      (next.insurer?.covered ?? []).every(({ percent }) => decimal(percent).gte(0) && decimal(percent).lte(100)),
      'finance.credit-limit.covered-percent',
      { en: 'A covered percent lies between 0 and 100', zh: '承保比例须在 0 至 100 之间' },
    );
    return { state: { ...limit, versions: [...limit.versions, next] }, events: [] };
  };

/** The limit that holds on a day: of those valid then, the one set last. */
export const limitOn = (limit: CreditLimit | null, day: IsoDate): LimitVersion | null =>
  limit?.versions.findLast((one) => one.validFrom <= day && (one.validTo === null || day <= one.validTo)) ?? null;

/** The percent that is insured whatever the cause of the loss: the lowest of the risks. */
export const insuredPercent = (limit: LimitVersion | null): string => {
  const percents = limit?.insurer?.covered.map(({ percent }) => decimal(percent)) ?? [];
  return percents.length === 0 ? '0' : percents.reduce((a, b) => (a.lte(b) ? a : b)).toFixed();
};
