import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { pricedLines } from './purchased-order.rules.ts';
import { PurchasedOrders } from './purchased-order.table.ts';

/** An outsourcing order went out: its prices are what invoices are held against. */
@Controller()
export class WhenOutsourcingOrderPlaced {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingOrderPlacedSchema)
  async handle(event: production.OutsourcingOrderPlaced): Promise<void> {
    const { outsourcingOrderId: id, number, orderId, factory, supplier, currency, taxPercent, lines } = event;
    const state = {
      id,
      version: 0,
      parties: [factory, supplier],
      number,
      orderId,
      factory,
      supplier,
      currency,
      taxPercent,
      lines: pricedLines(lines),
    };
    await this.transactions.run((tx) => tx.add(PurchasedOrders, { state, events: [] }));
  }
}
