import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';
import { outsourcedSchedules } from './outsourced-schedules.ts';

/** A changed outsourcing order goes to its supplier (860, or a change notice). */
@Controller()
export class WhenOutsourcingOrderChanged {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(production.OutsourcingOrderChangedSchema)
  async handle(event: production.OutsourcingOrderChanged): Promise<void> {
    const [buyer, seller] = [
      await this.organisations.nameOf(event.factory),
      await this.organisations.nameOf(event.supplier),
    ];
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.factory,
        to: event.supplier,
        orderId: event.orderId,
        number: event.changeNumber,
        document: {
          kind: 'order-change',
          orderNumber: event.number,
          orderDate: event.orderDate,
          changeNumber: event.changeNumber,
          changeDate: event.changeDate,
          purpose: 'change',
          currency: event.currency,
          parties: [
            { role: 'buyer', name: buyer },
            { role: 'seller', name: seller },
          ],
          lines: event.lines.map((line) => ({
            line: line.line,
            action: 'change' as const,
            buyerItem: line.item,
            description: line.description,
            quantity: line.quantity?.value ?? '',
            unit: line.quantity?.unit ?? '',
            unitPrice: line.unitPrice,
            schedules: outsourcedSchedules(line),
          })),
        },
      });
    });
  }
}
