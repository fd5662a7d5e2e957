import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';

/** What was received, accepted and rejected goes to the supplier (861). */
@Controller()
export class WhenReceiptSettled {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(production.ReceiptSettledSchema)
  async handle(event: production.ReceiptSettled): Promise<void> {
    const buyer = await this.organisations.nameOf(event.factory);
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.factory,
        to: event.supplier,
        orderId: event.orderId,
        number: event.number,
        document: {
          kind: 'receipt-advice',
          receiptNumber: event.number,
          receiptDate: event.receivedOn,
          shipmentNumber: event.despatchNumber,
          parties: [{ role: 'buyer', name: buyer }],
          lines: event.lines.map(({ line, item, lot, received, accepted, rejected, unit, reason }) => ({
            orderNumber: event.outsourcingNumber,
            line,
            buyerItem: item,
            ...(lot && { lot }),
            received,
            accepted,
            rejected,
            unit,
            ...(reason && { reason }),
          })),
        },
      });
    });
  }
}
