import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { keepPlan } from '../payment-plans/change-plan.ts';
import { exportContractOf } from '../payment-plans/export-contract.rules.ts';
import { blankPlan } from '../payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { layOut } from '../payment-plans/plan-decision.rules.ts';
import { reckoned } from '../payment-plans/plan-reckoning.rules.ts';
import { judgeOrder, limitAmount, recordCover } from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';
import { lockCustomer } from './lock-customer.ts';

/** The order is audited: its plan is laid out as a draft, and cover is checked before anybody confirms it. */
@Controller()
export class WhenOrderAudited {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderAuditedSchema)
  async handle(order: orders.OrderAudited): Promise<void> {
    const contract = exportContractOf(order);
    const { orderId, customer, trader } = contract;
    await this.transactions.run(async (tx) => {
      await lockCustomer(tx, trader, customer);
      const blank = () => blankPlan(orderId, customer, trader);
      const plan = await tx.changeOrAdd(PaymentPlans, orderId, blank, reckoned(layOut(contract, tx.today)));
      if (plan.status !== 'draft') return;
      const position = await customerPosition(tx, trader, customer);
      const limit = limitAmount(position, tx.today, plan.currency);
      await keepPlan(tx, orderId, recordCover(judgeOrder(position, plan), limit));
    });
  }
}
