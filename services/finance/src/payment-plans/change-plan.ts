import { NotYetKnown, type Tx } from '@tradeloom/chassis';
import type { Decision } from '@tradeloom/kernel';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import type { PaymentPlan } from './payment-plan.rules.ts';
import { PaymentPlans } from './payment-plan.table.ts';
import { reckoned } from './plan-reckoning.rules.ts';

/** The only way to change a plan: what follows from it is kept with it. The customer must be locked before. */
export const keepPlan = (tx: Tx, orderId: string, decide: Decision<PaymentPlan>): Promise<PaymentPlan> =>
  tx.change(PaymentPlans, orderId, reckoned(decide));

/** Changes the plan of an order that an event speaks of; an order not audited here yet is waited for. */
export const changePlan = async (tx: Tx, orderId: string, decide: Decision<PaymentPlan>): Promise<PaymentPlan> => {
  const [known] = await tx.queryOften<Pick<PaymentPlan, 'trader' | 'customer'>>(
    'select trader, customer from payment_plans where id = $1',
    [orderId],
  );
  if (!known) throw new NotYetKnown('payment plan of order', orderId);
  await lockCustomer(tx, known.trader, known.customer);
  return keepPlan(tx, orderId, decide);
};
