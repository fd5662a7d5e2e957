import { type Decision, decimal, type IsoDate, sumOf } from '@tradeloom/kernel';
import type { Owing, PaymentPlan, PlanReckoning } from './payment-plan.rules.ts';
import { dueDateOf, isSettled, openOf, type Stage } from './payment-stage.rules.ts';
import { isAdvance, isRetention } from './payment-term.rules.ts';

/** Only a retention waits for its date; the other stages are owed from their trigger, whatever day that says. */
const always: IsoDate = '0001-01-01';

/** A decision about a plan that keeps beside it what follows from it. */
export const reckoned =
  (decide: Decision<PaymentPlan>): Decision<PaymentPlan> =>
  (plan) => {
    const { state, events } = decide(plan);
    return { state: state === plan && events.length === 0 ? plan : { ...state, ...reckoningOf(state) }, events };
  };

export const reckoningOf = (plan: PaymentPlan): PlanReckoning => ({
  owing: owingOf(plan),
  wouldAdd: sumOf(
    owingIfFirm(plan)
      .filter(({ part }) => part !== 'retention')
      .map(({ amount, currency }) => ({ amount, currency })),
    plan.currency,
  ).amount,
  oldestDue: earliest(askable(plan).map(dueDateOf)),
  owedFrom: earliest(askable(plan).map((stage) => (isRetention(stage.term) ? dueDateOf(stage) : always))),
});

/** Firm orders count, and those that were told their cover is there: cover is promised once only. */
const counts = ({ status, cover }: PaymentPlan): boolean =>
  status === 'active' || (status === 'draft' && (cover === 'ok' || cover === 'watch'));

/** What a plan counts for in its customer's exposure. */
export const owingOf = (plan: PaymentPlan): Owing[] => (counts(plan) ? owingIfFirm(plan) : []);

/** The same if the order were firm. */
export const owingIfFirm = (plan: PaymentPlan): Owing[] => {
  const later = plan.stages.filter((stage) => !isAdvance(stage.term));
  const of = (part: Owing['part'], amount: string, { months, days } = { months: 0, days: 0 }): Owing[] =>
    decimal(amount).isZero() ? [] : [{ part, currency: plan.currency, months, days, amount }];
  const open = (stages: readonly Stage[]) =>
    stages.reduce((sum, stage) => sum.plus(openOf(stage).amount), decimal(0)).toFixed();
  const shipped = later.filter((stage) => stage.shipmentId !== null);
  const retentions = Map.groupBy(
    later.filter((stage) => isRetention(stage.term)),
    ({ term }) => `${term.months}/${term.days}`,
  );
  return [
    ...of('receivable', decimal(open(shipped)).plus(unpaidDepositShipped(plan)).toFixed()),
    ...of('unshipped', open(later.filter((stage) => stage.shipmentId === null))),
    ...[...retentions.values()].flatMap((stages) => of('retention', open(stages), stages[0]?.term)),
  ];
};

/** A shipment's invoice counts on a deposit: as far as that was not paid, it is a receivable. */
const unpaidDepositShipped = (plan: PaymentPlan): string => {
  const paid = plan.stages
    .filter((stage) => isAdvance(stage.term))
    .reduce((sum, stage) => sum.plus(stage.settled.amount), decimal(0));
  const applied = plan.shipments.reduce((sum, one) => sum.plus(one.depositApplied.amount), decimal(0));
  const open = applied.minus(paid);
  return open.gt(0) ? open.toFixed() : '0';
};

/** Stages whose trigger has happened and that nobody has paid. One blocked by a claim is not asked for. */
const askable = ({ status, stages }: PaymentPlan): Stage[] =>
  status === 'active'
    ? stages.filter((stage) => stage.triggeredOn !== null && stage.blocked === null && !isSettled(stage))
    : [];

const earliest = (days: readonly (IsoDate | null)[]): IsoDate | null =>
  days.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
