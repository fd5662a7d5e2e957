import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';
import { outsourcedSchedules } from './outsourced-schedules.ts';

/** An outsourcing order goes to its supplier (850, or a workbook). */
@Controller()
export class WhenOutsourcingOrderPlaced {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(production.OutsourcingOrderPlacedSchema)
  async handle(event: production.OutsourcingOrderPlaced): Promise<void> {
    const [buyer, seller] = [
      await this.organisations.nameOf(event.factory),
      await this.organisations.nameOf(event.supplier),
    ];
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.factory,
        to: event.supplier,
        orderId: event.orderId,
        number: event.number,
        document: {
          kind: 'purchase-order',
          orderNumber: event.number,
          orderDate: event.orderDate,
          purpose: 'original',
          currency: event.currency,
          parties: [
            { role: 'buyer', name: buyer },
            { role: 'seller', name: seller },
          ],
          notes: event.materials.map(
            ({ item, quantity }) => `Material provided: ${item} ${quantity?.value ?? ''} ${quantity?.unit ?? ''}`,
          ),
          lines: event.lines.map((line) => ({
            line: line.line,
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
