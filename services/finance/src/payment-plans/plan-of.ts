import { NotYetKnown, type Tx } from '@tradeloom/chassis';
import { type Decision, DomainError } from '@tradeloom/kernel';
import type { PaymentPlan } from './payment-plan.rules.ts';
import { PaymentPlans } from './payment-plan.table.ts';

/** Changes the plan of an order that an event speaks of; an order not audited here yet is waited for. */
export const changePlan = async (tx: Tx, orderId: string, decide: Decision<PaymentPlan>): Promise<PaymentPlan> => {
  try {
    return await tx.change(PaymentPlans, orderId, decide);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found')
      throw new NotYetKnown('payment plan of order', orderId);
    throw error;
  }
};
