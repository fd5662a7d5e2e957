import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { AfterField, newestFirst } from '../page.ts';
import type { PaidTo, SupplierPayment } from './supplier-payment.rules.ts';
import { SupplierPayments } from './supplier-payment.table.ts';

class PaymentsOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
  @AfterField() after?: string;
}

/** Remittances with the invoices they paid; a supplier sees his own. */
@Controller('supplier-payments')
export class SeeSupplierPayments {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  async handle(@Query() { supplier, after }: PaymentsOf) {
    const where = supplier === undefined ? {} : { supplier };
    const { items, next } = await this.transactions.run((tx) => newestFirst(tx, SupplierPayments, where, after));
    return { items: items.map(paymentView), next };
  }
}

const accountView = ({ holder, accountNumber, bank, bic }: PaidTo) => ({ holder, accountNumber, bank, bic });

export const paymentView = (payment: SupplierPayment) => ({
  id: payment.id,
  supplier: payment.supplier,
  factory: payment.factory,
  remittanceNumber: payment.remittanceNumber,
  paymentDate: payment.paymentDate,
  money: { amount: payment.amount, currency: payment.currency },
  invoices: payment.invoices,
  paidTo: payment.paidTo && accountView(payment.paidTo),
});
