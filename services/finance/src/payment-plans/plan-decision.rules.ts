import { create, finance } from '@tradeloom/contracts';
import {
  type Decision,
  decimal,
  type IsoDate,
  type Money,
  must,
  type Outcome,
  plus,
  type Text,
  unchanged,
} from '@tradeloom/kernel';
import { type ExportContract, type PaymentPlan, type PlannedShipment } from './payment-plan.rules.ts';
import { dueDateOf, isSettled, openOf, type Stage, stateOf } from './payment-stage.rules.ts';
import { isRetention } from './payment-term.rules.ts';
import { withConfirmation, withContract, withCopySent, withShipment, withStanding } from './plan-course.rules.ts';

/** The audited order gets a draft of its plan; a second audit draws it up again. */
export const layOut =
  (contract: ExportContract, today: IsoDate): Decision<PaymentPlan> =>
  (plan) => {
    if (plan.status !== 'draft') return unchanged(plan);
    return laidOut(plan, withContract(plan, contract, today), today);
  };

/** The order is firm: the deposit falls due. */
export const activate =
  (contract: ExportContract, on: IsoDate, today: IsoDate): Decision<PaymentPlan> =>
  (plan) =>
    plan.status === 'draft'
      ? laidOut(plan, withConfirmation(withContract(plan, contract, on), on), today)
      : unchanged(plan);

/** The firm order changed: settled stages stay as they are, the rest is laid out on the new terms. */
export const relay =
  (contract: ExportContract, on: IsoDate, today: IsoDate): Decision<PaymentPlan> =>
  (plan) =>
    laidOut(plan, withContract(plan, contract, on), today);

/** Goods on board: this shipment's invoice gets stages of its own. */
export const ship =
  (shipment: Omit<PlannedShipment, 'depositApplied' | 'copySentOn'>, today: IsoDate): Decision<PaymentPlan> =>
  (plan) =>
    plan.shipments.some((one) => one.shipmentId === shipment.shipmentId)
      ? unchanged(plan)
      : laidOut(plan, withShipment(plan, shipment), today);

/** The B/L copy was sent: this shipment's stage falls due. */
export const sendCopy =
  (shipmentId: string, on: IsoDate, today: IsoDate): Decision<PaymentPlan> =>
  (plan) =>
    plan.shipments.some((one) => one.shipmentId === shipmentId && one.copySentOn !== null)
      ? unchanged(plan)
      : laidOut(plan, withCopySent(plan, shipmentId, on), today);

/** The customer's order was not accepted: nothing will be paid on this plan. */
export const close: Decision<PaymentPlan> = (plan) =>
  plan.status === 'draft' ? { state: { ...plan, status: 'closed', stages: [] }, events: [] } : unchanged(plan);

/** Part of a receipt is put to a stage; never more than is open. */
export const putMoney =
  (stageId: string, amount: Money): Decision<PaymentPlan> =>
  (plan) => {
    const stage = stageOf(plan, stageId);
    const open = openOf(stage);
    must(
      decimal(amount.amount).gt(0) && decimal(amount.amount).lte(open.amount),
      'finance.stage.more-than-open',
      { en: `Stage ${stage.stage} has ${open.amount} open`, zh: `节点 ${stage.stage} 未付金额为 ${open.amount}` },
      { stage: stage.stage, open: open.amount, amount: amount.amount },
    );
    const paid = { ...stage, settled: plus(stage.settled, amount) };
    return { state: withStanding(withStage(plan, paid)), events: isSettled(paid) ? [settledEvent(plan, paid)] : [] };
  };

/** A claim stands in the way of a stage: nobody asks for it until it is lifted. */
export const blockStage =
  (stageId: string, reason: Text): Decision<PaymentPlan> =>
  (plan) => {
    const stage = stageOf(plan, stageId);
    must(!isSettled(stage), 'finance.stage.already-settled', {
      en: 'A settled stage cannot be blocked',
      zh: '已付清的节点不能冻结',
    });
    return { state: withStage(plan, { ...stage, blocked: reason }), events: [] };
  };

/** What fell due meanwhile is asked for now; a retention is by the calendar, which comes again. */
export const unblockStage =
  (stageId: string, today: IsoDate): Decision<PaymentPlan> =>
  (plan) => {
    const stage = stageOf(plan, stageId);
    if (stage.blocked === null) return unchanged(plan);
    const free = { ...stage, blocked: null };
    const isAskedFor = plan.status === 'active' && !isRetention(stage.term) && stateOf(free, today) === 'due';
    return { state: withStage(plan, free), events: isAskedFor ? [fellDue(plan, free)] : [] };
  };

/** The date of a retention has come; one that was paid or blocked meanwhile is not asked for. */
export const reachRetention =
  (stageId: string, today: IsoDate): Decision<PaymentPlan> =>
  (plan) => {
    const stage = plan.stages.find((one) => one.id === stageId);
    return stage && stateOf(stage, today) === 'due' ? { state: plan, events: [fellDue(plan, stage)] } : unchanged(plan);
  };

/** Says the plan as it stands, what fell due with it (a retention falls due by the calendar), and what needs no money at all. */
const laidOut = (before: PaymentPlan, plan: PaymentPlan, today: IsoDate): Outcome<PaymentPlan> => {
  const fresh = (stage: Stage): boolean =>
    stage.triggeredOn !== null && !before.stages.some((old) => old.id === stage.id && old.triggeredOn !== null);
  const started = plan.stages.filter(fresh);
  const isOver = (stage: Stage): boolean => stage.triggeredOn !== null && isSettled(stage);
  const overNow = plan.stages.filter(
    (stage) => isOver(stage) && !before.stages.some((old) => old.id === stage.id && isOver(old)),
  );
  const events = [
    create(finance.PaymentPlanLaidOutSchema, {
      orderId: plan.id,
      leg: 'export',
      stages: plan.stages.map((stage) => planned(stage, today)),
      stageCount: plan.stages.length,
    }),
    ...started
      .filter((stage) => !isRetention(stage.term) && stateOf(stage, today) === 'due')
      .map((stage) => fellDue(plan, stage)),
    ...overNow.map((stage) => settledEvent(plan, stage)),
  ];
  return { state: withStanding(plan), events };
};

const planned = (stage: Stage, today: IsoDate) => ({
  stageId: stage.id,
  stage: stage.stage,
  amount: stage.amount,
  due: dueDateOf(stage) ?? '',
  state: stateOf(stage, today),
  shipmentId: stage.shipmentId ?? '',
});

const fellDue = (plan: PaymentPlan, stage: Stage): finance.PaymentStageDue =>
  create(finance.PaymentStageDueSchema, {
    orderId: plan.id,
    shipmentId: stage.shipmentId ?? '',
    stageId: stage.id,
    stage: stage.stage,
    amount: openOf(stage),
    due: dueDateOf(stage) ?? '',
  });

const settledEvent = (plan: PaymentPlan, stage: Stage): finance.PaymentStageSettled =>
  create(finance.PaymentStageSettledSchema, {
    orderId: plan.id,
    shipmentId: stage.shipmentId ?? '',
    stageId: stage.id,
    stage: stage.stage,
  });

const stageOf = (plan: PaymentPlan, stageId: string): Stage => {
  const stage = plan.stages.find((one) => one.id === stageId);
  must(
    stage !== undefined,
    'finance.stage.unknown',
    { en: `The plan has no stage ${stageId}`, zh: `付款计划中没有节点 ${stageId}` },
    { stageId },
  );
  return stage;
};

const withStage = (plan: PaymentPlan, stage: Stage): PaymentPlan => ({
  ...plan,
  stages: plan.stages.map((one) => (one.id === stage.id ? stage : one)),
});
