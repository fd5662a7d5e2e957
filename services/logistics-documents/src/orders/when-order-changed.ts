import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { keepExportTerms } from './keep-terms.ts';
import { keepChanged } from './order.rules.ts';
import { Orders } from './order.table.ts';

@Controller()
export class WhenOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderChangedSchema)
  handle(event: orders.OrderChanged): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(Orders, event.orderId, keepChanged(event));
      await keepExportTerms(tx, event.orderId, event.exportLeg, event.orderVersion);
    });
  }
}
