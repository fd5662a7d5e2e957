import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { answeredLines } from './answered-lines.ts';
import { Outbox } from './outbox.ts';
import { outcomeOf } from './outcome-of.ts';

/** The seller's answer to a change goes to the customer (865). */
@Controller()
export class WhenChangeAnswered {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(orders.ChangeAnsweredSchema)
  async handle(event: orders.ChangeAnswered): Promise<void> {
    const seller = await this.organisations.nameOf(event.trader);
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.trader,
        to: event.customer,
        orderId: event.orderId,
        number: event.changeNumber,
        document: {
          kind: 'order-change-response',
          orderNumber: event.customerOrder,
          orderDate: event.orderDate,
          changeNumber: event.changeNumber,
          responseDate: tx.today,
          outcome: outcomeOf(event.outcome),
          parties: [{ role: 'seller', name: seller }],
          lines: answeredLines(event.lines),
        },
      });
    });
  }
}
