import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { AfterField, newestFirst } from '../page.ts';
import type { SupplierInvoice } from './supplier-invoice.rules.ts';
import { SupplierInvoices } from './supplier-invoice.table.ts';

class InvoicesOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
  @TextField({ optional: true, description: "the supplier's own invoice number" }) number?: string;
  @AfterField() after?: string;
}

/** Suppliers' invoices with what the match found; a supplier sees his own. */
@Controller('supplier-invoices')
export class SeeSupplierInvoices {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  async handle(@Query() { supplier, number, after }: InvoicesOf) {
    const where = { ...(supplier !== undefined && { supplier }), ...(number !== undefined && { number }) };
    const { items, next } = await this.transactions.run((tx) => newestFirst(tx, SupplierInvoices, where, after));
    return { items: items.map(viewOf), next };
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
