import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { SupplierPayments } from './supplier-payment.table.ts';

class PaymentsOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
}

/** Remittances with the invoices they paid; a supplier sees his own. */
@Controller('supplier-payments')
export class SeeSupplierPayments {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  async handle(@Query() { supplier }: PaymentsOf) {
    const where = supplier === undefined ? {} : { supplier };
    const payments = await this.transactions.run((tx) => tx.find(SupplierPayments, where, { id: 'DESC' }));
    return {
      items: payments.map(({ amount, currency, parties: _, version: __, ...payment }) => ({
        ...payment,
        money: { amount, currency },
      })),
    };
  }
}
