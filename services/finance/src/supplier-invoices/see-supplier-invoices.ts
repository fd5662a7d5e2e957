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

const viewOf = ({ parties: _, version: __, preparedBy: ___, ...invoice }: SupplierInvoice) => invoice;
