import { type IsoDate, money, sumOf } from '@tradeloom/kernel';
import {
  depositLeft,
  type ExportContract,
  isComplete,
  type PaymentPlan,
  type PlannedShipment,
  surplusLeft,
} from './payment-plan.rules.ts';
import { isSettled } from './payment-stage.rules.ts';
import { agreedTerms, isAdvance, splitValue } from './payment-term.rules.ts';
import { advanceStages, laterStages, lowered, withRest } from './stage-layout.rules.ts';

/** Lays the plan out on these contract terms, first or again: what was paid or shipped keeps its stage. */
export const withContract = (plan: PaymentPlan, contract: ExportContract, on: IsoDate): PaymentPlan => {
  const { currency } = contract.total;
  const next: PaymentPlan = {
    ...plan,
    currency,
    total: money(contract.total.amount, currency).amount,
    terms: agreedTerms(contract.terms),
    orderNumbers: [...new Set([...plan.orderNumbers, ...(contract.orderNumbers ?? [])])],
    lines: contract.lines,
  };
  const shipped = plan.stages.filter((stage) => stage.shipmentId !== null);
  return withRest({ ...next, stages: [...advanceStages(next, on), ...shipped] });
};

/** The contract became firm: the stages that count from its confirmation start. */
export const withConfirmation = (plan: PaymentPlan, on: IsoDate): PaymentPlan => ({
  ...plan,
  status: 'active',
  confirmedOn: on,
  stages: plan.stages.map((stage) =>
    isAdvance(stage.term) && stage.triggeredOn === null ? { ...stage, triggeredOn: on } : stage,
  ),
});

/** A shipment gets its own stages on its own invoice; what has not shipped yet is laid out anew. */
export const withShipment = (
  plan: PaymentPlan,
  shipment: Omit<PlannedShipment, 'depositApplied' | 'copySentOn'>,
): PaymentPlan => {
  const sofar = [...plan.shipments, { ...shipment, depositApplied: money(0, plan.currency), copySentOn: null }];
  const isFinal = isComplete(plan.lines, sofar);
  const split = splitValue(shipment.invoice, plan.terms, depositLeft(plan), isFinal, surplusLeft(plan));
  const shipments = sofar.map((one) =>
    one.shipmentId === shipment.shipmentId ? { ...one, depositApplied: split.depositApplied } : one,
  );
  const own = laterStages(plan, split, shipment.invoice, shipment.shipmentId).map((stage) => ({
    ...stage,
    triggeredOn: stage.term.trigger === 'on-board' ? shipment.onBoard : null,
  }));
  const applied = sumOf(
    shipments.map((one) => one.depositApplied),
    plan.currency,
  );
  const advances = plan.stages.filter((stage) => isAdvance(stage.term));
  const others = plan.stages.filter((stage) => !isAdvance(stage.term));
  const kept = isFinal ? lowered(advances, applied) : advances;
  return withRest({ ...plan, shipments, stages: [...kept, ...others, ...own] });
};

/** The copy of the B/L went to the customer: the stages of this shipment that count from it start. */
export const withCopySent = (plan: PaymentPlan, shipmentId: string, on: IsoDate): PaymentPlan => ({
  ...plan,
  shipments: plan.shipments.map((one) => (one.shipmentId === shipmentId ? { ...one, copySentOn: on } : one)),
  stages: plan.stages.map((stage) =>
    stage.shipmentId === shipmentId && stage.term.trigger === 'bl-copy-sent' ? { ...stage, triggeredOn: on } : stage,
  ),
});

/** Everything has shipped and every stage is paid. An order that grows afterwards opens its plan again. */
export const withStanding = (plan: PaymentPlan): PaymentPlan => {
  if (plan.status === 'draft' || plan.status === 'closed') return plan;
  const paidUp = plan.shipments.length > 0 && isComplete(plan.lines, plan.shipments) && plan.stages.every(isSettled);
  return { ...plan, status: paidUp ? 'settled' : 'active' };
};
