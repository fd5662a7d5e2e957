import { decimal, type IsoDate, type Money, minus, money, type Quantity, sumOf } from '@tradeloom/kernel';
import { isPaidOn, type Stage } from './payment-stage.rules.ts';
import { advanceShares, agreedTerms, isAdvance, type Split, splitValue, type Term } from './payment-term.rules.ts';

/** A line of the contract, as far as it tells whether everything has shipped. */
export interface ContractLine {
  readonly lineId: string;
  /** ordered less the agreed under-delivery: shipped so much, the line is complete */
  readonly least: string;
}

/** What the plan follows of the export contract (外销合同). */
export interface ExportContract {
  readonly orderId: string;
  readonly customer: string;
  readonly trader: string;
  readonly total: Money;
  readonly terms: readonly { [K in keyof Term]: K extends 'trigger' ? string : Term[K] }[];
  readonly lines: readonly ContractLine[];
}

/** One shipment with its commercial invoice. */
export interface PlannedShipment {
  readonly shipmentId: string;
  readonly number: string;
  readonly invoiceNumber: string;
  readonly invoice: Money;
  readonly depositApplied: Money;
  readonly onBoard: IsoDate;
  readonly copySentOn: IsoDate | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: Quantity }[];
}

export type Cover = 'unchecked' | 'ok' | 'watch' | 'hold';

/** How the export leg of one order is paid. Its id is the order's. 付款计划 */
export interface PaymentPlan {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly customer: string;
  readonly trader: string;
  readonly currency: string;
  readonly total: string;
  /** draft until the order is firm; closed when the order was not accepted */
  readonly status: 'draft' | 'active' | 'closed';
  readonly cover: Cover;
  readonly confirmedOn: IsoDate | null;
  readonly terms: readonly Term[];
  readonly lines: readonly ContractLine[];
  readonly shipments: readonly PlannedShipment[];
  readonly stages: readonly Stage[];
}

export const blankPlan = (orderId: string, customer: string, trader: string): PaymentPlan => ({
  id: orderId,
  version: 0,
  parties: [customer, trader],
  customer,
  trader,
  currency: '',
  total: '0',
  status: 'draft',
  cover: 'unchecked',
  confirmedOn: null,
  terms: [],
  lines: [],
  shipments: [],
  stages: [],
});

export const totalOf = (plan: PaymentPlan): Money => money(plan.total, plan.currency);

/** Lays the plan out on these contract terms, first or again: what was paid or shipped keeps its stage. */
export const withContract = (plan: PaymentPlan, contract: ExportContract, on: IsoDate): PaymentPlan => {
  const { currency } = contract.total;
  const next: PaymentPlan = {
    ...plan,
    currency,
    total: money(contract.total.amount, currency).amount,
    terms: agreedTerms(contract.terms),
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
  const split = splitValue(shipment.invoice, plan.terms, depositLeft(plan), isComplete(plan.lines, sofar));
  const shipments = sofar.map((one) =>
    one.shipmentId === shipment.shipmentId ? { ...one, depositApplied: split.depositApplied } : one,
  );
  const own = laterStages(plan, split, shipment.invoice, shipment.shipmentId).map((stage) => ({
    ...stage,
    triggeredOn: stage.term.trigger === 'on-board' ? shipment.onBoard : null,
  }));
  return withRest({ ...plan, shipments, stages: [...plan.stages, ...own] });
};

/** The copy of the B/L went to the customer: the stages of this shipment that count from it start. */
export const withCopySent = (plan: PaymentPlan, shipmentId: string, on: IsoDate): PaymentPlan => ({
  ...plan,
  shipments: plan.shipments.map((one) => (one.shipmentId === shipmentId ? { ...one, copySentOn: on } : one)),
  stages: plan.stages.map((stage) =>
    stage.shipmentId === shipmentId && stage.term.trigger === 'bl-copy-sent' ? { ...stage, triggeredOn: on } : stage,
  ),
});

/** Deposit agreed and not yet used up by a shipment's invoice. */
export const depositLeft = (plan: PaymentPlan): Money =>
  minus(
    sumOf(
      plan.stages.filter((stage) => isAdvance(stage.term)).map((stage) => stage.amount),
      plan.currency,
    ),
    sumOf(
      plan.shipments.map((one) => one.depositApplied),
      plan.currency,
    ),
  );

/** Every line has shipped at least what the contract asks for. */
export const isComplete = (lines: readonly ContractLine[], shipments: readonly PlannedShipment[]): boolean =>
  lines.every((line) =>
    shipments
      .flatMap((shipment) => shipment.lines)
      .filter((shipped) => shipped.lineId === line.lineId)
      .reduce((sum, shipped) => sum.plus(shipped.quantity.value), decimal(0))
      .gte(line.least),
  );

/** The deposit of the contract value; what was already paid on stays, more value asks for an additional deposit. */
const advanceStages = (plan: PaymentPlan, on: IsoDate): Stage[] => {
  const total = totalOf(plan);
  return advanceShares(total, plan.terms).flatMap(({ term, amount }) => {
    const before = plan.stages.filter((stage) => stage.term.stage === term.stage && isAdvance(stage.term));
    const kept = before.filter(isPaidOn);
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

/** The stages of what has not shipped yet, drawn up anew from the contract value and the invoices so far. */
const withRest = (plan: PaymentPlan): PaymentPlan => {
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

const laterStages = (plan: PaymentPlan, split: Split, value: Money, shipmentId: string | null): Stage[] =>
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

const percentOf = (term: Term, value: Money) => ({
  en: `${term.percent} % of ${value.amount} ${value.currency}`,
  zh: `${value.amount} ${value.currency} 的 ${term.percent}%`,
});

const remainderOf = (value: Money, split: Split) => {
  const kept = sumOf(
    split.later.slice(1).map((one) => one.amount),
    value.currency,
  );
  return {
    en: `${value.amount} ${value.currency} less deposit ${split.depositApplied.amount} and later stages ${kept.amount}`,
    zh: `${value.amount} ${value.currency} 减去定金 ${split.depositApplied.amount} 及后续节点 ${kept.amount}`,
  };
};
