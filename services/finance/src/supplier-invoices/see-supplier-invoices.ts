import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { SupplierInvoice } from './supplier-invoice.rules.ts';
import { SupplierInvoices } from './supplier-invoice.table.ts';

class InvoicesOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
  @TextField({ optional: true, description: "the supplier's own invoice number" }) number?: string;
}

/** Suppliers' invoices with what the match found; a supplier sees his own. */
@Controller('supplier-invoices')
export class SeeSupplierInvoices {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  async handle(@Query() { supplier, number }: InvoicesOf) {
    const where = { ...(supplier !== undefined && { supplier }), ...(number !== undefined && { number }) };
    const invoices = await this.transactions.run((tx) => tx.find(SupplierInvoices, where, { id: 'DESC' }));
    return { items: invoices.map(viewOf) };
  }
}

const viewOf = (invoice: SupplierInvoice) => ({
  id: invoice.id,
  supplier: invoice.supplier,
  factory: invoice.factory,
  number: invoice.number,
  date: invoice.date,
  net: { amount: invoice.net, currency: invoice.currency },
  taxPercent: invoice.taxPercent,
  tax: { amount: invoice.tax, currency: invoice.currency },
  total: { amount: invoice.total, currency: invoice.currency },
  lines: invoice.lines,
  status: invoice.status,
  findings: invoice.findings,
  paymentId: invoice.paymentId,
});
