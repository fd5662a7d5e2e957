import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { keepPlan } from '../payment-plans/change-plan.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { limitAmount, recordCover, uncoveredAmong } from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';
import { recheckHeldOrders } from './recheck-held-orders.ts';

/** Another limit holds: orders that were told their cover is there may have lost it, others may find it now. */
export const reviewCover = async (tx: Tx, trader: string, customer: string): Promise<void> => {
  const covered = { trader, customer, status: 'draft' as const, cover: In(['ok', 'watch']) };
  const promised = await tx.find(PaymentPlans, covered, { id: 'ASC' });
  if (promised.length > 0) {
    const position = await customerPosition(tx, trader, customer);
    for (const { plan, verdict } of uncoveredAmong(position, promised)) {
      await keepPlan(tx, plan.id, recordCover(verdict, limitAmount(position, tx.today, plan.currency)));
    }
  }
  await recheckHeldOrders(tx, trader, customer);
};
