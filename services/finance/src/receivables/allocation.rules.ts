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

/** The oldest due date first; by code unit, as the database sorts. */
const inTurn = (a: OwedStage, b: OwedStage): number =>
  byText(a.due, b.due) || byText(a.orderId, b.orderId) || byText(a.stageId, b.stageId);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Up to which plan, in the order of their oldest due dates, what is owed has been read. */
export interface ReadUpTo {
  readonly due: IsoDate;
  readonly orderId: string;
}

/** Whether what has been read takes up all the money: then nobody has to read on. */
export const isTakenUp = (gross: Money, owed: readonly OwedStage[], purpose: Purpose, upTo: ReadUpTo): boolean =>
  owed
    .filter((stage) => stage.open.currency === gross.currency)
    .filter((stage) => isNamed(stage, purpose) || isBefore(stage, upTo))
    .reduce((sum, stage) => sum.plus(stage.open.amount), decimal(0))
    .gte(gross.amount);

const isNamed = ({ orderId, stageId }: OwedStage, { order, stage }: Purpose): boolean =>
  orderId === order || stageId === stage;

const isBefore = ({ due, orderId }: OwedStage, upTo: ReadUpTo): boolean =>
  (byText(due, upTo.due) || byText(orderId, upTo.orderId)) <= 0;

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
    .toSorted((a, b) => rank(a) - rank(b) || inTurn(a, b));
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
