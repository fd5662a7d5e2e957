import { decimal, type IsoDate, type Money, minus, money, type Quantity, sumOf } from '@tradeloom/kernel';
import type { Stage } from './payment-stage.rules.ts';
import { advanceSurplus, isAdvance, type Term } from './payment-term.rules.ts';

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
  /** The order's numbers, ours and the customer's, as far as the event says them. */
  readonly orderNumbers?: readonly string[];
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

/** One part of what a plan counts for in its customer's exposure. Decimal string in the currency. */
export interface Owing {
  /** `retention` says how much of the other two is kept back for so long */
  readonly part: 'receivable' | 'unshipped' | 'retention';
  readonly currency: string;
  /** period of a retention; zero for the other parts */
  readonly months: number;
  readonly days: number;
  readonly amount: string;
}

/** What follows from a plan and is kept beside it, so that the database can add up and find by it. */
export interface PlanReckoning {
  readonly owing: readonly Owing[];
  /** what it would add to the exposure if it were firm, its deposit apart */
  readonly wouldAdd: string;
  /** the due date of the oldest stage that may be asked for and is not paid */
  readonly oldestDue: IsoDate | null;
  /** from when on any of those stages is owed */
  readonly owedFrom: IsoDate | null;
}

/** How the export leg of one order is paid. Its id is the order's. 付款计划 */
export interface PaymentPlan extends PlanReckoning {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly customer: string;
  readonly trader: string;
  readonly currency: string;
  readonly total: string;
  /** draft until the order is firm; settled when all has shipped and been paid; closed when the order was not accepted */
  readonly status: 'draft' | 'active' | 'settled' | 'closed';
  readonly cover: Cover;
  readonly confirmedOn: IsoDate | null;
  /** by what the customer may name it in a payment advice, before anything has shipped */
  readonly orderNumbers: readonly string[];
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
  orderNumbers: [],
  terms: [],
  lines: [],
  shipments: [],
  stages: [],
  owing: [],
  wouldAdd: '0',
  oldestDue: null,
  owedFrom: null,
});

export const totalOf = (plan: PaymentPlan): Money => money(plan.total, plan.currency);

const depositOf = (plan: PaymentPlan): Money =>
  sumOf(
    plan.stages.filter((stage) => isAdvance(stage.term)).map((stage) => stage.amount),
    plan.currency,
  );

/** Deposit paid for more than the order is worth by now, as far as no shipment has taken it. */
export const surplusLeft = (plan: PaymentPlan): Money => {
  const taken = plan.shipments.map((one) => advanceSurplus(one.depositApplied, one.invoice, plan.terms));
  const left = minus(advanceSurplus(depositOf(plan), totalOf(plan), plan.terms), sumOf(taken, plan.currency));
  return decimal(left.amount).gt(0) ? left : money(0, plan.currency);
};

/** Deposit agreed and not yet used up by a shipment's invoice. */
export const depositLeft = (plan: PaymentPlan): Money =>
  minus(
    depositOf(plan),
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
