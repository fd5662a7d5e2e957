import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { progressDeadlines } from '../early-warnings/silence.rules.ts';
import type { WorkProgress } from './progress.rules.ts';

export const ProgressTable = new EntitySchema<WorkProgress>({
  name: 'progress',
  tableName: 'progress',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    orderNumber: { name: 'order_number', type: 'text' },
    customerLine: { name: 'customer_line', type: 'text' },
    lineId: { name: 'line_id', type: 'text' },
    scheduleId: { name: 'schedule_id', type: 'text', nullable: true },
    outsourcingOrderId: { name: 'outsourcing_order_id', type: 'text', nullable: true },
    outsourcingNumber: { name: 'outsourcing_number', type: 'text', nullable: true },
    outsourcingLine: { name: 'outsourcing_line', type: 'text', nullable: true },
    supplier: { type: 'text', nullable: true },
    trader: { type: 'text' },
    factory: { type: 'text' },
    item: { type: 'text' },
    quantity: { type: 'numeric' },
    unit: { type: 'text' },
    startsOn: { name: 'starts_on', type: 'date' },
    targets: { type: 'jsonb' },
    slackDays: { name: 'slack_days', type: 'int' },
    figures: { type: 'jsonb' },
    delivered: { type: 'numeric' },
    shipped: { type: 'numeric', nullable: true },
    packingHeldBy: { name: 'packing_held_by', type: 'text', nullable: true },
  },
});

export const Progress: Noun<WorkProgress> = { name: 'progress', table: ProgressTable, deadlines: progressDeadlines };
