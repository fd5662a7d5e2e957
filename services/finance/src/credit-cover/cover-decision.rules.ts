import { create, finance } from '@tradeloom/contracts';
import {
  announce,
  type Decision,
  DomainError,
  decimal,
  type IsoDate,
  type Money,
  money,
  sumOf,
} from '@tradeloom/kernel';
import { unknownRate } from '../exchange-rates/exchange-rate.rules.ts';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { isAdvance } from '../payment-plans/payment-term.rules.ts';
import { type CoverVerdict, judgeCover } from './credit-cover.rules.ts';
import { type CreditLimit, insuredPercent, limitOn } from './credit-limit.rules.ts';
import { type Convert, daysOverdue, exposureOf, termDays, uninsurableOf } from './exposure.rules.ts';

/** What is known of a customer when cover is decided. */
export interface CustomerPosition {
  /** the customer's plans with this trader on which something may be owed */
  readonly plans: readonly PaymentPlan[];
  readonly unapplied: readonly Money[];
  readonly limit: CreditLimit | null;
  readonly today: IsoDate;
  /** converter to a currency, by today's rates */
  readonly convertTo: (currency: string) => Convert;
}

const noLimit = (currency: string): Money => money(0, currency);

/** Decides with `after` in the place of the plan that has its id: a new order, a changed one, a shipment. */
const judge = (
  position: CustomerPosition,
  after: PaymentPlan,
  day: IsoDate,
  added: 'order' | 'difference',
): CoverVerdict => {
  const { limit: limits, plans, today, unapplied } = position;
  const version = limitOn(limits, day);
  const limit = version?.limit ?? noLimit(after.currency);
  const convert = position.convertTo(limit.currency);
  const others = plans.filter((plan) => plan.id !== after.id);
  const before = plans.filter((plan) => plan.id === after.id);
  const exposure = exposureOf(added === 'order' ? others : [...others, ...before], unapplied, convert);
  const counted: PaymentPlan = { ...after, status: 'active' };
  const grown = exposureOf([...others, counted], unapplied, convert);
  const deposit = sumOf(
    after.stages.filter((stage) => isAdvance(stage.term)).map((stage) => stage.amount),
    after.currency,
  );
  const more = decimal(grown.openReceivables)
    .plus(grown.inProductionUncovered)
    .minus(exposure.openReceivables)
    .minus(exposure.inProductionUncovered);
  const newDeposit = added === 'order' ? convert(deposit) : '0';
  return judgeCover({
    exposure,
    added: more.plus(newDeposit).toFixed(),
    newDeposit,
    limit,
    insuredLimit: version?.insurer ? convert(version.insurer.insuredLimit) : '0',
    insuredPercent: insuredPercent(version),
    uninsurable: uninsurableOf([...others, counted], version?.approvedDays ?? null, today, convert),
    termDays: termDays(after.terms, today),
    approvedDays: version?.approvedDays ?? null,
    maxOverdueDays: daysOverdue(plans, today),
    probableLoss: version !== null && version.probableLossSince !== null && version.probableLossSince <= day,
  });
};

/** Cover of a whole order, at its confirmation: it counts as if it were firm. What no rate values waits for one. */
export const judgeOrder = (position: CustomerPosition, plan: PaymentPlan): CoverVerdict => {
  try {
    return judge(position, plan, position.today, 'order');
  } catch (error) {
    if (error instanceof DomainError && error.code === unknownRate) return unvalued(error, plan.currency);
    throw error;
  }
};

const unvalued = ({ code, text, facts }: DomainError, currency: string): CoverVerdict => {
  const nothing = noLimit(currency);
  const said = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
  return {
    outcome: 'hold',
    exposureBefore: nothing,
    exposureAfter: nothing,
    insured: nothing,
    uncovered: nothing,
    holds: [],
    findings: [{ code, severity: 'block', text, facts: said }],
  };
};

/** Cover of what a shipment or a change makes of a plan that already counts. */
export const judgeDifference = (position: CustomerPosition, after: PaymentPlan, day: IsoDate): CoverVerdict =>
  judge(position, after, day, 'difference');

/** Keeps the verdict on the order and tells the trader; a customer does not read his own limit. */
export const recordCover =
  (verdict: CoverVerdict, limit: Money, shipmentId = ''): Decision<PaymentPlan> =>
  (plan) => {
    const event = create(finance.CreditCheckedSchema, {
      orderId: plan.id,
      shipmentId,
      customer: plan.customer,
      outcome: verdict.outcome,
      exposure: verdict.exposureAfter,
      limit,
      findings: verdict.findings.map((finding) => ({ ...finding })),
    });
    const state = shipmentId === '' ? { ...plan, cover: verdict.outcome } : plan;
    return { state, events: [announce(event, [plan.trader])] };
  };

export const limitAmount = (position: CustomerPosition, day: IsoDate, currency: string): Money =>
  limitOn(position.limit, day)?.limit ?? noLimit(currency);
