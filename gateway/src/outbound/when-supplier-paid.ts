import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { Organisations } from '../partners/organisations.ts';
import { Outbox } from './outbox.ts';

/** A supplier was paid: the remittance advice says for which invoices (820). */
@Controller()
export class WhenSupplierPaid {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(finance.SupplierPaidSchema)
  async handle(event: finance.SupplierPaid): Promise<void> {
    const parties = [
      { role: 'payer' as const, name: await this.organisations.nameOf(event.factory) },
      { role: 'payee' as const, name: await this.organisations.nameOf(event.supplier) },
    ];
    await this.transactions.run(async (tx) => {
      await this.outbox.send(tx, {
        from: event.factory,
        to: event.supplier,
        orderId: null,
        number: event.remittanceNumber,
        document: {
          kind: 'remittance-advice',
          remittanceNumber: event.remittanceNumber,
          paymentDate: event.paymentDate,
          currency: event.money?.currency ?? '',
          amount: event.money?.amount ?? '',
          parties,
          invoices: event.invoices.map(({ invoiceNumber, invoiceDate, paid, invoiced, deduction, reason }) => ({
            invoiceNumber,
            ...(invoiceDate && { invoiceDate }),
            paid,
            invoiced,
            ...(deduction && { deduction }),
            ...(reason && { reason }),
          })),
        },
      });
    });
  }
}
