import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { blankOrder, followOrder } from './order.rules.ts';
import { Orders } from './order.table.ts';

@Controller()
export class WhenOrderConfirmed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderConfirmedSchema)
  async handle(event: orders.OrderConfirmed): Promise<void> {
    await this.transactions.run((tx) =>
      tx.changeOrAdd(Orders, event.orderId, () => blankOrder(event), followOrder(event)),
    );
  }
}
