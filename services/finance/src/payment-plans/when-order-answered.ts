import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { PaymentPlans } from './payment-plan.table.ts';
import { close } from './plan-decision.rules.ts';

/** An order that was rejected is not paid: its draft is closed and its cover is free again. */
@Controller()
export class WhenOrderAnswered {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderAnsweredSchema)
  async handle({ orderId, outcome }: orders.OrderAnswered): Promise<void> {
    if (outcome !== 'rejected') return;
    await this.transactions.run(async (tx) => {
      const drafts = await tx.find(PaymentPlans, { id: orderId, status: 'draft' });
      for (const { id } of drafts) await tx.change(PaymentPlans, id, close);
    });
  }
}
