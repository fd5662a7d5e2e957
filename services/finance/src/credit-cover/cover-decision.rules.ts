import { create, finance } from '@tradeloom/contracts';
import {
  announce,
  type Decision,
  DomainError,
  decimal,
  type IsoDate,
  type Money,
  minus,
  money,
  sumOf,
} from '@tradeloom/kernel';
import { unknownRate } from '../exchange-rates/exchange-rate.rules.ts';
import type { Owing, PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { isAdvance } from '../payment-plans/payment-term.rules.ts';
import { owingIfFirm, owingOf } from '../payment-plans/plan-reckoning.rules.ts';
import { type CoverVerdict, judgeCover, longestOverdueDays, unsecured } from './credit-cover.rules.ts';
import { type CreditLimit, insuredPercent, type LimitVersion, limitOn } from './credit-limit.rules.ts';
import { added, type Convert, exposureOf, less, overdueDays, termDays, uninsurableOf } from './exposure.rules.ts';

/** What is known of a customer when cover is decided. */
export interface CustomerPosition {
  /** what all the customer's plans with this trader count for */
  readonly owing: readonly Owing[];
  /** the due date of his oldest unpaid stage */
  readonly oldestDue: IsoDate | null;
  /** money received and put to no stage, one sum per currency */
  readonly unapplied: readonly Money[];
  readonly limit: CreditLimit | null;
  readonly today: IsoDate;
  /** converter to a currency, by today's rates */
  readonly convertTo: (currency: string) => Convert;
}

const noLimit = (currency: string): Money => money(0, currency);

interface Case {
  /** what counts before: of all plans */
  readonly before: readonly Owing[];
  /** what counts then */
  readonly grown: readonly Owing[];
  readonly after: PaymentPlan;
  readonly day: IsoDate;
  /** the deposit that comes with it */
  readonly newDeposit: Money;
}

const judge = (position: CustomerPosition, { before, grown, after, day, newDeposit }: Case): CoverVerdict => {
  const { limit: limits, oldestDue, today, unapplied } = position;
  const version = limitOn(limits, day);
  const limit = version?.limit ?? noLimit(after.currency);
  const convert = position.convertTo(limit.currency);
  const exposure = exposureOf(before, unapplied, convert);
  const then = exposureOf(grown, unapplied, convert);
  const deposit = convert(newDeposit);
  const more = decimal(then.openReceivables)
    .plus(then.inProductionUncovered)
    .minus(exposure.openReceivables)
    .minus(exposure.inProductionUncovered);
  return judgeCover({
    exposure,
    added: more.plus(deposit).toFixed(),
    newDeposit: deposit,
    limit,
    insuredLimit: version?.insurer ? convert(version.insurer.insuredLimit) : '0',
    insuredPercent: insuredPercent(version),
    uninsurable: uninsurableOf(grown, version?.approvedDays ?? null, today, convert),
    termDays: termDays(after.terms, today),
    approvedDays: version?.approvedDays ?? null,
    maxOverdueDays: overdueDays(oldestDue, today),
    probableLoss: isLossNotified(version, day),
  });
};

const isLossNotified = (version: LimitVersion | null, day: IsoDate): boolean =>
  version !== null && version.probableLossSince !== null && version.probableLossSince <= day;

/** Cover of a whole order, at its confirmation: it counts as if it were firm. What no rate values waits for one. */
export const judgeOrder = (position: CustomerPosition, plan: PaymentPlan): CoverVerdict => {
  const before = less(position.owing, owingOf(plan));
  const deposits = plan.stages.filter((stage) => isAdvance(stage.term)).map((stage) => stage.amount);
  try {
    return judge(position, {
      before,
      grown: added(before, owingIfFirm(plan)),
      after: plan,
      day: position.today,
      newDeposit: sumOf(deposits, plan.currency),
    });
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
export const judgeDifference = (
  position: CustomerPosition,
  plan: PaymentPlan,
  after: PaymentPlan,
  day: IsoDate,
): CoverVerdict =>
  judge(position, {
    before: position.owing,
    grown: added(less(position.owing, owingOf(plan)), owingIfFirm(after)),
    after,
    day,
    newDeposit: money(0, after.currency),
  });

/** The position once an order's cover was said to be there: the next one finds that much less room. */
export const withOrder = (position: CustomerPosition, plan: PaymentPlan): CustomerPosition => ({
  ...position,
  owing: added(position.owing, owingOf(plan)),
});

/** Of drafts that were told their cover is there, the later ones that the limit does not cover any more. */
export const uncoveredAmong = (
  position: CustomerPosition,
  promised: readonly PaymentPlan[],
): { plan: PaymentPlan; verdict: CoverVerdict }[] => {
  let owing = less(position.owing, promised.flatMap(owingOf));
  return promised.flatMap((plan) => {
    const withIt = added(owing, owingOf(plan));
    const verdict = judgeOrder({ ...position, owing: withIt }, plan);
    if (verdict.outcome === 'hold') return [{ plan, verdict }];
    owing = withIt;
    return [];
  });
};

/** How a customer stands against the limit that holds today; `free` is below zero where more is owed than covered. */
export interface CreditStanding {
  readonly exposure: Money;
  readonly limit: Money;
  readonly free: Money;
  readonly overdueDays: number;
}

/** Null where no rate values what is owed. */
export const standingOf = (position: CustomerPosition, currency: string): CreditStanding | null => {
  const limit = limitAmount(position, position.today, currency);
  return whereValued(() => {
    const exposure = money(exposedIn(position, limit.currency), limit.currency);
    return {
      exposure,
      limit,
      free: minus(limit, exposure),
      overdueDays: overdueDays(position.oldestDue, position.today),
    };
  });
};

const exposedIn = (position: CustomerPosition, currency: string): string =>
  unsecured(exposureOf(position.owing, position.unapplied, position.convertTo(currency)));

const whereValued = <T>(value: () => T): T | null => {
  try {
    return value();
  } catch (error) {
    if (error instanceof DomainError && error.code === unknownRate) return null;
    throw error;
  }
};

/**
 * How much an order may add, in each of these currencies that a rate values. It only says which held orders are worth
 * a decision, and so is rounded up.
 */
export const roomFor = (position: CustomerPosition, currencies: readonly string[]): Money[] => {
  const version = limitOn(position.limit, position.today);
  const late = overdueDays(position.oldestDue, position.today) > longestOverdueDays;
  if (late || isLossNotified(version, position.today)) return [];
  return currencies
    .map((currency) =>
      whereValued(() => {
        const limit = version?.limit ?? noLimit(currency);
        const room = decimal(limit.amount).minus(exposedIn(position, limit.currency));
        const unit = position.convertTo(limit.currency)({ amount: '1', currency });
        return { amount: room.div(unit).plus(1).toFixed(), currency };
      }),
    )
    .filter((room) => room !== null);
};

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
