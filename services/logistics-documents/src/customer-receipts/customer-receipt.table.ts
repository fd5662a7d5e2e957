import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { CustomerReceipt } from './customer-receipt.rules.ts';

export const CustomerReceiptsTable = new EntitySchema<CustomerReceipt>({
  name: 'customer-receipt',
  tableName: 'customer_receipts',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    goods: { type: 'jsonb' },
    reports: { type: 'jsonb' },
  },
});

export const CustomerReceipts: Noun<CustomerReceipt> = { name: 'customer-receipt', table: CustomerReceiptsTable };
