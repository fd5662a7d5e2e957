import { daysBetween, decimal, type IsoDate, type Money } from '@tradeloom/kernel';
import type { Owing } from '../payment-plans/payment-plan.rules.ts';
import { dueOn, isAdvance, isRetention, type Term } from '../payment-plans/payment-term.rules.ts';
import type { Exposure } from './credit-cover.rules.ts';

/** Converts an amount of money to the limit's currency, as a decimal string. */
export type Convert = (amount: Money) => string;

const sum = (amounts: readonly Money[], convert: Convert): string =>
  amounts.reduce((all, one) => all.plus(convert(one)), decimal(0)).toFixed();

/** What the customer owes or will owe, less money received and not applied. */
export const exposureOf = (owing: readonly Owing[], unapplied: readonly Money[], convert: Convert): Exposure => {
  const of = (part: Owing['part']) =>
    sum(
      owing.filter((one) => one.part === part),
      convert,
    );
  return {
    openReceivables: of('receivable'),
    shippedNotInvoiced: '0',
    inProductionUncovered: of('unshipped'),
    depositsHeld: sum(unapplied, convert),
    bankSecured: '0',
  };
};

/** The sums of both, part by part. */
export const added = (owing: readonly Owing[], more: readonly Owing[]): Owing[] => {
  const same = ({ part, currency, months, days }: Owing) => [part, currency, months, days].join();
  return [...Map.groupBy([...owing, ...more], same).values()].flatMap((parts) =>
    parts.slice(0, 1).map((first) => ({
      ...first,
      amount: parts.reduce((all, { amount }) => all.plus(amount), decimal(0)).toFixed(),
    })),
  );
};

/** What is left of the sums without a part of them. */
export const less = (owing: readonly Owing[], without: readonly Owing[]): Owing[] =>
  added(
    owing,
    without.map((one) => ({ ...one, amount: decimal(one.amount).negated().toFixed() })),
  );

/** today - due; 0 or less is none. */
export const overdueDays = (due: IsoDate | null, today: IsoDate): number =>
  due === null ? 0 : Math.max(0, daysBetween(due, today));

const periodOf = (term: Pick<Term, 'months' | 'days'>, from: IsoDate): number =>
  daysBetween(from, dueOn(from, term) ?? from);

/** The credit period of the terms: the longest stage after shipment; a retention is shown apart. */
export const termDays = (terms: readonly Term[], from: IsoDate): number =>
  terms
    .filter((term) => !isAdvance(term) && !isRetention(term))
    .map((term) => periodOf(term, from))
    .reduce((a, b) => Math.max(a, b), 0);

/** Retention that runs longer than the approved period: inside the limit, but nobody insures it. */
export const uninsurableOf = (
  owing: readonly Owing[],
  approvedDays: number | null,
  from: IsoDate,
  convert: Convert,
): string =>
  approvedDays === null
    ? '0'
    : sum(
        owing.filter((one) => one.part === 'retention' && periodOf(one, from) > approvedDays),
        convert,
      );
