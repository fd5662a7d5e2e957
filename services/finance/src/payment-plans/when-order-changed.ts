import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { changePlan } from './change-plan.ts';
import { exportContractOf } from './export-contract.rules.ts';
import { relay } from './plan-decision.rules.ts';

/** A firm order changed: what is not settled yet is laid out on the new value. */
@Controller()
export class WhenOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderChangedSchema)
  async handle(order: orders.OrderChanged): Promise<void> {
    await this.transactions.run((tx) =>
      changePlan(tx, order.orderId, relay(exportContractOf(order), order.changedOn, tx.today)),
    );
  }
}
