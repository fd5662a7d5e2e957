import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { pricedLines } from './purchased-order.rules.ts';
import { PurchasedOrders } from './purchased-order.table.ts';

/** An outsourcing order followed a change: its whole lines take the place of the former ones. */
@Controller()
export class WhenOutsourcingOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingOrderChangedSchema)
  async handle({ outsourcingOrderId, lines }: production.OutsourcingOrderChanged): Promise<void> {
    await this.transactions.run((tx) =>
      tx.change(PurchasedOrders, outsourcingOrderId, (order) => ({
        state: { ...order, lines: pricedLines(lines) },
        events: [],
      })),
    );
  }
}
