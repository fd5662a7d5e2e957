import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Lot } from './lot.rules.ts';

export const LotsTable = new EntitySchema<Lot>({
  name: 'lot',
  tableName: 'lots',
  columns: {
    ...nounColumns,
    kind: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    lineId: { name: 'line_id', type: 'text', nullable: true },
    scheduleId: { name: 'schedule_id', type: 'text', nullable: true },
    receiptId: { name: 'receipt_id', type: 'text', nullable: true },
    line: { type: 'text', nullable: true },
    lot: { type: 'text', nullable: true },
    item: { type: 'text' },
    maker: { type: 'text' },
    receiver: { type: 'text' },
    quantity: { type: 'numeric' },
    unit: { type: 'text' },
    cartons: { type: 'text', nullable: true },
    manualVersion: { name: 'manual_version', type: 'text', nullable: true },
    attempt: { type: 'int' },
    verdict: { type: 'text' },
    accepted: { type: 'numeric', nullable: true },
    rejected: { type: 'numeric', nullable: true },
    disposition: { type: 'text', nullable: true },
    history: { type: 'jsonb' },
  },
});

export const Lots: Noun<Lot> = { name: 'lot', table: LotsTable };
