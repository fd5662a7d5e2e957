import { decimal, type IsoDate, type Money, money } from '@tradeloom/kernel';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { dueDateOf, openOf, stateOf } from '../payment-plans/payment-stage.rules.ts';

/** A stage that the customer owes at present. */
export interface OwedStage {
  readonly orderId: string;
  readonly stageId: string;
  readonly stage: string;
  readonly shipmentId: string | null;
  readonly open: Money;
  readonly due: IsoDate;
}

/** Part of a receipt put to one stage. */
export interface Allocation {
  readonly orderId: string;
  readonly stageId: string;
  readonly stage: string;
  readonly shipmentId: string | null;
  readonly money: Money;
}

/** Everything owed today on these plans; what waits for its event or is blocked by a claim is not. */
export const owedOn = (plans: readonly PaymentPlan[], today: IsoDate): OwedStage[] =>
  plans
    .filter((plan) => plan.status === 'active')
    .flatMap((plan) =>
      plan.stages
        .filter((stage) => stateOf(stage, today) === 'due')
        .map((stage) => ({
          orderId: plan.id,
          stageId: stage.id,
          stage: stage.stage,
          shipmentId: stage.shipmentId,
          open: openOf(stage),
          due: dueDateOf(stage) ?? today,
        })),
    );

/** What the payer says the money is for. */
export interface Purpose {
  readonly order?: string | undefined;
  /** id of a stage */
  readonly stage?: string | undefined;
}

/**
 * Puts money to what is owed in its currency: the named stage and order first, then the oldest due date first.
 * What is left is unapplied credit: allocations + unapplied always equal the money.
 */
export const allocate = (
  gross: Money,
  owed: readonly OwedStage[],
  purpose: Purpose,
): { allocations: Allocation[]; unapplied: Money } => {
  const rank = (stage: OwedStage): number =>
    stage.stageId === purpose.stage ? 0 : stage.orderId === purpose.order ? 1 : 2;
  const queue = owed
    .filter((stage) => stage.open.currency === gross.currency)
    .toSorted((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due) || a.stageId.localeCompare(b.stageId));
  const allocations: Allocation[] = [];
  let left = decimal(gross.amount);
  for (const { open, due: _due, ...stage } of queue) {
    if (left.lte(0)) break;
    const put = left.lt(open.amount) ? left : decimal(open.amount);
    allocations.push({ ...stage, money: money(put, gross.currency) });
    left = left.minus(put);
  }
  return { allocations, unapplied: money(left, gross.currency) };
};
