import { decimal, type Money, money, type Text } from '@tradeloom/kernel';

/** What a customer owes or will owe without security, in the limit's currency (decimal strings). */
export interface Exposure {
  readonly openReceivables: string;
  readonly shippedNotInvoiced: string;
  /** firm orders not yet shipped, less the deposit agreed for them: no work starts before it is paid */
  readonly inProductionUncovered: string;
  /** money received and not put to any stage */
  readonly depositsHeld: string;
  /** part secured by a confirmed L/C or another bank undertaking */
  readonly bankSecured: string;
}

/** The case to be decided. Amounts are decimal strings in the limit's currency. */
export interface CoverCase {
  readonly exposure: Exposure;
  /** what the order or shipment adds */
  readonly added: string;
  /** deposit that comes with it */
  readonly newDeposit: string;
  /** the limit valid on the shipment date; zero when there is none */
  readonly limit: Money;
  readonly insuredLimit: string;
  readonly insuredPercent: string;
  /** part that no insurer covers although it is inside the limit, e.g. a retention beyond the approved period */
  readonly uninsurable: string;
  /** credit period of the terms after shipment, and the longest approved one (null: none named) */
  readonly termDays: number;
  readonly approvedDays: number | null;
  readonly maxOverdueDays: number;
  readonly probableLoss: boolean;
}

export type HoldReason = 'limit' | 'terms' | 'overdue' | 'probable-loss';

export interface CoverFinding {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'block';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

export interface CoverVerdict {
  readonly outcome: 'ok' | 'watch' | 'hold';
  readonly exposureBefore: Money;
  readonly exposureAfter: Money;
  readonly insured: Money;
  readonly uncovered: Money;
  readonly holds: readonly HoldReason[];
  readonly findings: readonly CoverFinding[];
}

/** An invoice so many days late holds every new shipment of its buyer. */
export const longestOverdueDays = 15;

/** From this part of the limit on (after the new amount) the customer is watched. */
const watchRatio = '0.9';

/** What is owed or will be, less what stands against it: in the limit's currency. */
export const unsecured = (e: Exposure): string =>
  decimal(e.openReceivables)
    .plus(e.shippedNotInvoiced)
    .plus(e.inProductionUncovered)
    .minus(e.depositsHeld)
    .minus(e.bankSecured)
    .toFixed();

/**
 * Release or hold: exposure after <= limit valid on the shipment date, terms <= approved terms, nothing overdue
 * more than 15 days, no open notice of probable loss. A release close to the limit is said as a watch:
 * used > (limit - new) x 0.9.
 */
export const judgeCover = (given: CoverCase): CoverVerdict => {
  const { currency } = given.limit;
  const before = decimal(unsecured(given.exposure));
  const added = decimal(given.added).minus(given.newDeposit);
  const after = before.plus(added);
  const limit = decimal(given.limit.amount);
  const insurable = after.minus(given.uninsurable);
  const insuredBase = insurable.lt(given.insuredLimit) ? insurable : decimal(given.insuredLimit);
  const insured = money((insuredBase.lt(0) ? decimal(0) : insuredBase).times(given.insuredPercent).div(100), currency);
  const holds: HoldReason[] = [
    ...(after.gt(limit) ? (['limit'] as const) : []),
    ...(given.approvedDays !== null && given.termDays > given.approvedDays ? (['terms'] as const) : []),
    ...(given.maxOverdueDays > longestOverdueDays ? (['overdue'] as const) : []),
    ...(given.probableLoss ? (['probable-loss'] as const) : []),
  ];
  const watched = before.gt(limit.minus(added).times(watchRatio));
  const verdict = {
    exposureBefore: money(before, currency),
    exposureAfter: money(after, currency),
    insured,
    uncovered: money(after.minus(insured.amount), currency),
    holds,
    outcome: holds.length > 0 ? ('hold' as const) : watched ? ('watch' as const) : ('ok' as const),
  };
  return { ...verdict, findings: findingsOf(given, verdict) };
};

const findingsOf = (given: CoverCase, verdict: Omit<CoverVerdict, 'findings'>): CoverFinding[] => {
  const { currency, amount: limit } = given.limit;
  const { exposureBefore, exposureAfter, insured, uncovered, outcome } = verdict;
  const numbers = {
    exposureBefore: exposureBefore.amount,
    exposureAfter: exposureAfter.amount,
    limit,
    currency,
    insured: insured.amount,
    uncovered: uncovered.amount,
  };
  const of = `${exposureAfter.amount} / ${limit} ${currency}`;
  const blocks: Readonly<Record<HoldReason, Text>> = {
    limit: { en: `Exposure is above the credit limit: ${of}`, zh: `风险敞口超出信用限额：${of}` },
    terms: {
      en: `The terms give ${given.termDays} days, ${given.approvedDays} are approved`,
      zh: `付款期限 ${given.termDays} 天，超出批准的 ${given.approvedDays} 天`,
    },
    overdue: {
      en: `An invoice is ${given.maxOverdueDays} days overdue, more than ${longestOverdueDays}`,
      zh: `有应收款逾期 ${given.maxOverdueDays} 天，超过 ${longestOverdueDays} 天`,
    },
    'probable-loss': { en: 'A notice of probable loss is open', zh: '存在未结案的可能损失通知' },
  };
  const said: CoverFinding =
    outcome === 'watch'
      ? {
          code: 'finance.cover.watch',
          severity: 'warning',
          text: { en: `Exposure is close to the credit limit: ${of}`, zh: `风险敞口接近信用限额：${of}` },
          facts: { ...numbers, watchRatio },
        }
      : {
          code: 'finance.cover.exposure',
          severity: 'info',
          text: { en: `Exposure after against the limit: ${of}`, zh: `风险敞口与限额：${of}` },
          facts: numbers,
        };
  return [
    ...verdict.holds.map((reason) => ({
      code: `finance.cover.${reason}`,
      severity: 'block' as const,
      text: blocks[reason],
      facts: { ...numbers, termDays: `${given.termDays}`, overdueDays: `${given.maxOverdueDays}` },
    })),
    ...(outcome === 'hold' ? [] : [said]),
    ...(decimal(given.uninsurable).gt(0)
      ? [
          {
            code: 'finance.cover.retention-uncovered',
            severity: 'warning' as const,
            text: {
              en: `Retention of ${given.uninsurable} ${currency} runs beyond the approved period and is not insured`,
              zh: `质保金 ${given.uninsurable} ${currency} 超出批准的信用期限，不在承保范围内`,
            },
            facts: { uninsurable: given.uninsurable, approvedDays: `${given.approvedDays ?? ''}` },
          },
        ]
      : []),
  ];
};
