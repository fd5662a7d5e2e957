import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { answeredLines } from './answered-lines.ts';
import { Outbox } from './outbox.ts';
import { outcomeOf } from './outcome-of.ts';

/** The seller's answer goes to the customer (855). */
@Controller()
export class WhenOrderAnswered {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(orders.OrderAnsweredSchema)
  async handle(event: orders.OrderAnswered): Promise<void> {
    const seller = await this.organisations.nameOf(event.trader);
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.trader,
        to: event.customer,
        orderId: event.orderId,
        number: event.customerOrder,
        document: {
          kind: 'order-response',
          orderNumber: event.customerOrder,
          orderDate: event.orderDate,
          responseDate: tx.today,
          sellerOrder: event.number,
          outcome: outcomeOf(event.outcome),
          currency: event.currency,
          parties: [{ role: 'seller', name: seller }],
          lines: answeredLines(event.lines),
        },
      });
    });
  }
}
