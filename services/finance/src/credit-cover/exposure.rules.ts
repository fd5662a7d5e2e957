import { daysBetween, decimal, type IsoDate, type Money } from '@tradeloom/kernel';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { dueDateOf, openOf, type Stage, stateOf } from '../payment-plans/payment-stage.rules.ts';
import { dueOn, isAdvance, isRetention, type Term } from '../payment-plans/payment-term.rules.ts';
import type { Exposure } from './credit-cover.rules.ts';

/** Converts an amount of money to the limit's currency, as a decimal string. */
export type Convert = (amount: Money) => string;

/** Firm orders count, and those that were told their cover is there: cover is promised once only. */
const counts = (plan: PaymentPlan): boolean =>
  plan.status === 'active' || (plan.status === 'draft' && (plan.cover === 'ok' || plan.cover === 'watch'));

/** What the customer owes or will owe on these plans, less money received and not applied. */
export const exposureOf = (plans: readonly PaymentPlan[], unapplied: readonly Money[], convert: Convert): Exposure => {
  const counted = plans.filter(counts);
  const stages = counted.flatMap((plan) => plan.stages);
  const sum = (amounts: readonly Money[]): string =>
    amounts.reduce((all, one) => all.plus(convert(one)), decimal(0)).toFixed();
  const later = stages.filter((stage) => !isAdvance(stage.term));
  return {
    openReceivables: sum([
      ...later.filter((stage) => stage.shipmentId !== null).map(openOf),
      ...counted.map(unpaidDepositShipped),
    ]),
    shippedNotInvoiced: '0',
    inProductionUncovered: sum(later.filter((stage) => stage.shipmentId === null).map(openOf)),
    depositsHeld: sum(unapplied),
    bankSecured: '0',
  };
};

/** A shipment's invoice counts on a deposit: as far as that was not paid, it is a receivable. */
const unpaidDepositShipped = (plan: PaymentPlan): Money => {
  const paid = plan.stages
    .filter((stage) => isAdvance(stage.term))
    .reduce((sum, stage) => sum.plus(stage.settled.amount), decimal(0));
  const applied = plan.shipments.reduce((sum, one) => sum.plus(one.depositApplied.amount), decimal(0));
  const open = applied.minus(paid);
  return { amount: open.gt(0) ? open.toFixed() : '0', currency: plan.currency };
};

/** Days that the oldest unpaid stage is late; zero when nothing is. A stage blocked by a claim does not count. */
export const daysOverdue = (plans: readonly PaymentPlan[], today: IsoDate): number =>
  plans
    .filter((plan) => plan.status === 'active')
    .flatMap((plan) => plan.stages)
    .filter((stage) => stateOf(stage, today) === 'due')
    .map((stage) => overdueDays(dueDateOf(stage), today))
    .reduce((a, b) => Math.max(a, b), 0);

/** today - due; 0 or less is none. */
export const overdueDays = (due: IsoDate | null, today: IsoDate): number =>
  due === null ? 0 : Math.max(0, daysBetween(due, today));

const periodOf = (term: Term, from: IsoDate): number => daysBetween(from, dueOn(from, term) ?? from);

/** The credit period of the terms: the longest stage after shipment; a retention is shown apart. */
export const termDays = (terms: readonly Term[], from: IsoDate): number =>
  terms
    .filter((term) => !isAdvance(term) && !isRetention(term))
    .map((term) => periodOf(term, from))
    .reduce((a, b) => Math.max(a, b), 0);

/** Retention that runs longer than the approved period: inside the limit, but nobody insures it. */
export const uninsurableOf = (
  plans: readonly PaymentPlan[],
  approvedDays: number | null,
  from: IsoDate,
  convert: Convert,
): string => {
  if (approvedDays === null) return '0';
  const beyond = (stage: Stage): boolean => isRetention(stage.term) && periodOf(stage.term, from) > approvedDays;
  return plans
    .filter(counts)
    .flatMap((plan) => plan.stages)
    .filter(beyond)
    .reduce((sum, stage) => sum.plus(convert(openOf(stage))), decimal(0))
    .toFixed();
};
