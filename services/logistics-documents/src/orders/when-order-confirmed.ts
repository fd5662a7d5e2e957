import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { keepExportTerms } from './keep-terms.ts';
import { blankOrder, keepConfirmed } from './order.rules.ts';
import { Orders } from './order.table.ts';

@Controller()
export class WhenOrderConfirmed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderConfirmedSchema)
  handle(event: orders.OrderConfirmed): Promise<void> {
    const { orderId, orderVersion, exportLeg, customer, trader, factory } = event;
    return this.transactions.run(async (tx) => {
      const blank = () => blankOrder(orderId, [customer, trader, factory]);
      await tx.changeOrAdd(Orders, orderId, blank, keepConfirmed(event));
      await keepExportTerms(tx, orderId, exportLeg, orderVersion);
    });
  }
}
