import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { changePlan } from './change-plan.ts';
import { exportContractOf } from './export-contract.rules.ts';
import { activate } from './plan-decision.rules.ts';

/** The order is firm: its plan counts from now on, the deposit falls due. */
@Controller()
export class WhenOrderConfirmed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderConfirmedSchema)
  async handle(order: orders.OrderConfirmed): Promise<void> {
    await this.transactions.run((tx) =>
      changePlan(tx, order.orderId, activate(exportContractOf(order), order.confirmedOn, tx.today)),
    );
  }
}
