import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { blankOrder, followOrder } from './order.rules.ts';
import { Orders } from './order.table.ts';

@Controller()
export class WhenOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderChangedSchema)
  async handle(event: orders.OrderChanged): Promise<void> {
    await this.transactions.run((tx) =>
      tx.changeOrAdd(Orders, event.orderId, () => blankOrder(event), followOrder(event)),
    );
  }
}
