import type { Tx } from '@tradeloom/chassis';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { putMoney } from '../payment-plans/plan-decision.rules.ts';
import { type Allocation, type OwedStage, owedOn } from './allocation.rules.ts';

/** What a customer owes a trader today, on all orders. */
export const owedBy = async (tx: Tx, trader: string, customer: string): Promise<OwedStage[]> =>
  owedOn(await tx.find(PaymentPlans, { trader, customer, status: 'active' }), tx.today);

/** Puts each allocation to its stage; a stage that was paid meanwhile refuses, and nothing is kept. */
export const putToStages = async (tx: Tx, allocations: readonly Allocation[]): Promise<void> => {
  for (const { orderId, stageId, money } of allocations.toSorted((a, b) => a.orderId.localeCompare(b.orderId))) {
    await tx.change(PaymentPlans, orderId, putMoney(stageId, money));
  }
};
