import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Receipt } from './receipt.rules.ts';

export const ReceiptsTable = new EntitySchema<Receipt>({
  name: 'receipt',
  tableName: 'receipts',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    despatchId: { name: 'despatch_id', type: 'text' },
    despatchNumber: { name: 'despatch_number', type: 'text' },
    outsourcingOrderId: { name: 'outsourcing_order_id', type: 'text' },
    outsourcingNumber: { name: 'outsourcing_number', type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    factory: { type: 'text' },
    supplier: { type: 'text' },
    receivedOn: { name: 'received_on', type: 'date' },
    status: { type: 'text' },
    lines: { type: 'jsonb' },
  },
});

export const Receipts: Noun<Receipt> = { name: 'receipt', table: ReceiptsTable };
