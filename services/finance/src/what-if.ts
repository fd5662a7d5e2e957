import { decimal, type IsoDate, type Money, minus, money, type Text } from '@tradeloom/kernel';
import { blankPlan, type PaymentPlan, totalOf } from './payment-plans/payment-plan.rules.ts';
import { because, dueDateOf, stateOf } from './payment-plans/payment-stage.rules.ts';
import type { Trigger } from './payment-plans/payment-term.rules.ts';
import { withConfirmation, withContract, withCopySent, withShipment } from './payment-plans/plan-course.rules.ts';
import { putMoney } from './payment-plans/plan-decision.rules.ts';
import { allocate, owedOn } from './receivables/allocation.rules.ts';

/** A scenario as docs/what-if/payment-plan.schema.json describes it. */
interface PaymentPlanScenario {
  readonly terms: {
    readonly stages: readonly {
      readonly stage: string;
      readonly percent: string | number;
      readonly trigger: Trigger;
      readonly days?: number;
      readonly months?: number;
    }[];
  };
  readonly order: { readonly total: Money; readonly date: IsoDate };
  readonly events: readonly {
    readonly kind: Trigger | 'payment-received';
    readonly date: IsoDate;
    readonly amount?: Money;
  }[];
  readonly today?: IsoDate;
}

type ScenarioEvent = PaymentPlanScenario['events'][number];

interface SoFar {
  readonly plan: PaymentPlan;
  readonly unapplied: Money;
}

const orderId = 'order';

/** The scenario knows no quantities: the order counts as one line, measured by its value. */
const valueLine = 'value';

const laidOut = ({ terms, order }: PaymentPlanScenario): PaymentPlan =>
  withContract(
    blankPlan(orderId, 'customer', 'trader'),
    {
      orderId,
      customer: 'customer',
      trader: 'trader',
      total: order.total,
      terms: terms.stages.map(({ percent, days = 0, months = 0, ...term }) => ({
        ...term,
        percent: `${percent}`,
        days,
        months,
      })),
      lines: [{ lineId: valueLine, least: money(order.total.amount, order.total.currency).amount }],
    },
    order.date,
  );

const notInvoiced = (plan: PaymentPlan): Money =>
  plan.shipments.reduce((left, shipment) => minus(left, shipment.invoice), totalOf(plan));

const shipped = (plan: PaymentPlan, { date, amount }: ScenarioEvent): PaymentPlan => {
  const invoice = amount ?? notInvoiced(plan);
  const shipmentId = `shipment-${plan.shipments.length + 1}`;
  const lines = [{ lineId: valueLine, quantity: { value: invoice.amount, unit: invoice.currency } }];
  return withShipment(plan, {
    shipmentId,
    number: shipmentId,
    invoiceNumber: shipmentId,
    invoice,
    onBoard: date,
    lines,
  });
};

const after = (sofar: SoFar, event: ScenarioEvent): SoFar => {
  const { plan } = sofar;
  switch (event.kind) {
    case 'order-confirmed':
      return { ...sofar, plan: withConfirmation(plan, event.date) };
    case 'on-board':
      return { ...sofar, plan: shipped(plan, event) };
    case 'bl-copy-sent': {
      const latest = plan.shipments.at(-1);
      return latest ? { ...sofar, plan: withCopySent(plan, latest.shipmentId, event.date) } : sofar;
    }
    case 'payment-received': {
      const { allocations, unapplied } = allocate(
        event.amount ?? money(0, plan.currency),
        owedOn([plan], event.date),
        {},
      );
      const paid = allocations.reduce((next, one) => putMoney(one.stageId, one.money)(next).state, plan);
      return { plan: paid, unapplied: money(decimal(sofar.unapplied.amount).plus(unapplied.amount), plan.currency) };
    }
  }
};

const rules: readonly { readonly rule: string; readonly source: string; readonly text: Text }[] = [
  {
    rule: 'payment-plan.split',
    source: 'export contract, payment terms',
    text: {
      en: 'each stage is its percent rounded half up to the minor unit; the last stage takes the remainder',
      zh: '各节点按比例四舍五入至最小货币单位，最后一期承担尾差',
    },
  },
  {
    rule: 'payment-plan.shipment',
    source: 'export contract, payment terms',
    text: {
      en: 'a shipment uses up the deposit pro rata to its invoice, the final one all that is left; the first stage after shipment bears the difference',
      zh: '每批发票按比例抵扣定金，最后一批全部抵扣，装运后首个节点承担差额',
    },
  },
  {
    rule: 'payment-plan.due',
    source: 'export contract, payment terms',
    text: {
      en: 'due after its trigger, months clipped to the month’s end; no trigger, no date; a retention is owed from its date',
      zh: '自触发事件起算，月末截断；无事件则无到期日；质保金自到期日起应付',
    },
  },
];

/** Stages, amounts, dates and states of a payment plan after what has happened so far. */
const paymentPlan = (input: unknown) => {
  const scenario = input as PaymentPlanScenario; // held against its JSON Schema before it comes here
  const today = scenario.today ?? scenario.events.at(-1)?.date ?? scenario.order.date;
  const start: SoFar = { plan: laidOut(scenario), unapplied: money(0, scenario.order.total.currency) };
  const { plan, unapplied } = scenario.events.reduce(after, start);
  return {
    capability: 'payment-plan',
    today,
    total: totalOf(plan),
    stages: plan.stages.map((stage) => ({
      stage: stage.stage,
      ...(stage.shipmentId !== null && { shipment: stage.shipmentId }),
      amount: stage.amount,
      settled: stage.settled,
      due: dueDateOf(stage),
      state: stateOf(stage, today),
      because: because(stage, today),
    })),
    shipments: plan.shipments.map(({ shipmentId, invoice, depositApplied }) => ({
      shipment: shipmentId,
      invoice,
      depositApplied,
    })),
    unapplied,
    because: rules.map((rule) => ({ ...rule, facts: { total: plan.total, currency: plan.currency, today } })),
  };
};

export const whatIf = { 'payment-plan': paymentPlan };
