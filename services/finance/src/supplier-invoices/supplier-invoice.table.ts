import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { SupplierInvoice } from './supplier-invoice.rules.ts';

export const SupplierInvoicesTable = new EntitySchema<SupplierInvoice>({
  name: 'supplier-invoice',
  tableName: 'supplier_invoices',
  columns: {
    ...nounColumns,
    supplier: { type: 'text' },
    factory: { type: 'text' },
    number: { type: 'text' },
    date: { type: 'date' },
    currency: { type: 'text' },
    net: { type: 'numeric' },
    taxPercent: { name: 'tax_percent', type: 'text' },
    tax: { type: 'numeric' },
    total: { type: 'numeric' },
    lines: { type: 'jsonb' },
    status: { type: 'text' },
    findings: { type: 'jsonb' },
    preparedBy: { name: 'prepared_by', type: 'text', array: true },
    orderIds: { name: 'order_ids', type: 'text', array: true },
    paymentId: { name: 'payment_id', type: 'text', nullable: true },
  },
});

export const SupplierInvoices: Noun<SupplierInvoice> = { name: 'supplier-invoice', table: SupplierInvoicesTable };
