import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { recheckHeldOrders } from '../credit-cover/recheck-held-orders.ts';
import { keepPlan } from './change-plan.ts';
import { PaymentPlans } from './payment-plan.table.ts';
import { close } from './plan-decision.rules.ts';

/** An order that never became firm is not paid: its draft is closed, and its cover goes to who waits for it. */
@Controller()
export class WhenOrderClosed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderClosedSchema)
  async handle({ orderId, trader, customer }: orders.OrderClosed): Promise<void> {
    await this.transactions.run(async (tx) => {
      await lockCustomer(tx, trader, customer);
      const drafts = await tx.find(PaymentPlans, { id: orderId, status: 'draft' });
      for (const { id } of drafts) await keepPlan(tx, id, close);
      await recheckHeldOrders(tx, trader, customer);
    });
  }
}
