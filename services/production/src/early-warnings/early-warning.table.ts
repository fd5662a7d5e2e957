import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { EarlyWarning } from './early-warning.rules.ts';

export const EarlyWarningsTable = new EntitySchema<EarlyWarning>({
  name: 'early-warning',
  tableName: 'early_warnings',
  columns: {
    ...nounColumns,
    workId: { name: 'work_id', type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    outsourcingOrderId: { name: 'outsourcing_order_id', type: 'text', nullable: true },
    supplier: { type: 'text', nullable: true },
    kind: { type: 'text' },
    subject: { type: 'text' },
    work: { type: 'jsonb', nullable: true },
    due: { type: 'date' },
    expected: { type: 'date' },
    bufferLeftDays: { name: 'buffer_left_days', type: 'int' },
    owners: { type: 'jsonb' },
    raisedOn: { name: 'raised_on', type: 'date' },
    clearedOn: { name: 'cleared_on', type: 'date', nullable: true },
  },
});

export const EarlyWarnings: Noun<EarlyWarning> = { name: 'early-warning', table: EarlyWarningsTable };
