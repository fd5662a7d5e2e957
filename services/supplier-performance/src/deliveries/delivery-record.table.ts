import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { deliveryDeadlines } from './delivery-deadlines.rules.ts';
import type { DeliveryRecord } from './delivery-record.rules.ts';

export const DeliveryRecordsTable = new EntitySchema<DeliveryRecord>({
  name: 'delivery-record',
  tableName: 'delivery_records',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    number: { type: 'text' },
    supplier: { type: 'text' },
    factory: { type: 'text' },
    placedOn: { name: 'placed_on', type: 'date' },
    acknowledgedOn: { name: 'acknowledged_on', type: 'date', nullable: true },
    lines: { type: 'jsonb' },
    lots: { type: 'jsonb' },
    warnings: { type: 'jsonb' },
    pendingChange: { name: 'pending_change', type: 'jsonb', nullable: true },
    receiptIds: { name: 'receipt_ids', type: 'text', array: true },
    periods: { type: 'text', array: true },
  },
});

export const DeliveryRecords: Noun<DeliveryRecord> = {
  name: 'delivery-record',
  table: DeliveryRecordsTable,
  deadlines: deliveryDeadlines,
};
