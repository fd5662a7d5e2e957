import type { Tx } from '@tradeloom/chassis';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { judgeOrder, limitAmount, recordCover } from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';

/** The limit or the exposure moved: orders that were held are judged again, the first come first. */
export const recheckHeldOrders = async (tx: Tx, trader: string, customer: string): Promise<void> => {
  const held = await tx.find(PaymentPlans, { trader, customer, status: 'draft', cover: 'hold' }, { id: 'ASC' });
  for (const plan of held) {
    const position = await customerPosition(tx, trader, customer);
    const verdict = judgeOrder(position, plan);
    if (verdict.outcome === 'hold') continue;
    await tx.change(PaymentPlans, plan.id, recordCover(verdict, limitAmount(position, tx.today, plan.currency)));
  }
};
