import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { SupplierPayment } from './supplier-payment.rules.ts';

export const SupplierPaymentsTable = new EntitySchema<SupplierPayment>({
  name: 'supplier-payment',
  tableName: 'supplier_payments',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    supplier: { type: 'text' },
    remittanceNumber: { name: 'remittance_number', type: 'text' },
    paymentDate: { name: 'payment_date', type: 'date' },
    currency: { type: 'text' },
    amount: { type: 'numeric' },
    invoices: { type: 'jsonb' },
    paidBy: { name: 'paid_by', type: 'text' },
    paidTo: { name: 'paid_to', type: 'jsonb', nullable: true },
  },
});

export const SupplierPayments: Noun<SupplierPayment> = { name: 'supplier-payment', table: SupplierPaymentsTable };
