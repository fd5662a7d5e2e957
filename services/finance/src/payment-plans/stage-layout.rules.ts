import { decimal, type IsoDate, type Money, minus, money, sumOf, type Text } from '@tradeloom/kernel';
import { depositLeft, isComplete, type PaymentPlan, totalOf } from './payment-plan.rules.ts';
import { isPaidOn, openOf, type Stage } from './payment-stage.rules.ts';
import { advanceShares, isAdvance, type Split, splitValue, type Term } from './payment-term.rules.ts';

/** The deposit of the contract value; what was already paid on stays, more value asks for an additional deposit. */
export const advanceStages = (plan: PaymentPlan, on: IsoDate): Stage[] => {
  const total = totalOf(plan);
  return advanceShares(total, plan.terms).flatMap(({ term, amount }) => {
    const before = plan.stages.filter((stage) => stage.term.stage === term.stage && isAdvance(stage.term));
    const kept = lowered(before.filter(isPaidOn), amount);
    const needed = minus(
      amount,
      sumOf(
        kept.map((stage) => stage.amount),
        plan.currency,
      ),
    );
    if (kept.length > 0 && decimal(needed.amount).lte(0)) return kept;
    const open = before.find((stage) => !isPaidOn(stage));
    const additional = kept.length > 0;
    const stage: Stage = {
      id: additional ? `${plan.id}:${term.stage}-${kept.length + 1}` : `${plan.id}:${term.stage}`,
      stage: additional ? `additional-${term.stage}` : term.stage,
      term,
      shipmentId: null,
      amount: needed,
      settled: money(0, plan.currency),
      triggeredOn: plan.confirmedOn === null ? null : (open?.triggeredOn ?? on),
      basis: additional
        ? {
            en: `${term.percent} % of the changed ${total.amount} ${total.currency} less what was agreed before`,
            zh: `变更后金额 ${total.amount} ${total.currency} 的 ${term.percent}%，减去原约定部分`,
          }
        : percentOf(term, total),
      blocked: open?.blocked ?? null,
    };
    return [...kept, stage];
  });
};

/** Nobody is asked for more than the goods need: what is paid stays, what is open of it goes, the last first. */
export const lowered = (stages: readonly Stage[], needed: Money): Stage[] => {
  const kept: Stage[] = [];
  let excess = minus(
    sumOf(
      stages.map((stage) => stage.amount),
      needed.currency,
    ),
    needed,
  );
  for (const stage of stages.toReversed()) {
    const open = openOf(stage);
    const cut = decimal(excess.amount).lt(open.amount) ? excess : open;
    const isCut = decimal(cut.amount).gt(0);
    kept.unshift(isCut ? { ...stage, amount: minus(stage.amount, cut), basis: loweredBasis(needed) } : stage);
    if (isCut) excess = minus(excess, cut);
  }
  return kept;
};

const loweredBasis = ({ amount, currency }: Money): Text => ({
  en: `lowered to what was paid, or to the ${amount} ${currency} that the goods ask for`,
  zh: `降至已付金额，或按货物应付的 ${amount} ${currency}`,
});

/** The stages of what has not shipped yet, drawn up anew from the contract value and the invoices so far. */
export const withRest = (plan: PaymentPlan): PaymentPlan => {
  const standing = plan.stages.filter((stage) => stage.shipmentId !== null || isAdvance(stage.term));
  const invoiced = sumOf(
    plan.shipments.map((one) => one.invoice),
    plan.currency,
  );
  const open = minus(totalOf(plan), invoiced);
  const nothingLeft =
    decimal(open.amount).lte(0) || (plan.shipments.length > 0 && isComplete(plan.lines, plan.shipments));
  if (nothingLeft) return { ...plan, stages: standing };
  const split = splitValue(open, plan.terms, depositLeft({ ...plan, stages: standing }), true);
  const rest = laterStages(plan, split, open, null).map((stage) => ({
    ...stage,
    blocked: plan.stages.find((before) => before.id === stage.id)?.blocked ?? null,
  }));
  return { ...plan, stages: [...standing, ...rest] };
};

/** The stages after shipment of one value: of a shipment, or (no shipment) of what has not shipped yet. */
export const laterStages = (plan: PaymentPlan, split: Split, value: Money, shipmentId: string | null): Stage[] =>
  split.later
    .filter(({ term, amount }) => term.percent !== '0' || !decimal(amount.amount).isZero())
    .map(({ term, amount }, at) => ({
      id: shipmentId === null ? `${plan.id}:${term.stage}` : `${plan.id}:${term.stage}:${shipmentId}`,
      stage: term.stage,
      term,
      shipmentId,
      amount,
      settled: money(0, plan.currency),
      triggeredOn: null,
      basis: at === 0 ? remainderOf(value, split) : percentOf(term, value),
      blocked: null,
    }));

const percentOf = (term: Term, value: Money): Text => ({
  en: `${term.percent} % of ${value.amount} ${value.currency}`,
  zh: `${value.amount} ${value.currency} 的 ${term.percent}%`,
});

const remainderOf = (value: Money, split: Split): Text => {
  const kept = sumOf(
    split.later.slice(1).map((one) => one.amount),
    value.currency,
  );
  return {
    en: `${value.amount} ${value.currency} less deposit ${split.depositApplied.amount} and later stages ${kept.amount}`,
    zh: `${value.amount} ${value.currency} 减去定金 ${split.depositApplied.amount} 及后续节点 ${kept.amount}`,
  };
};
