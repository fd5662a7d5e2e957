import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Progress } from './progress.rules.ts';

export const ProgressTable = new EntitySchema<Progress>({
  name: 'progress',
  tableName: 'progress',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    lineId: { name: 'line_id', type: 'text' },
    scheduleId: { name: 'schedule_id', type: 'text' },
    finished: { type: 'numeric' },
    finishedAsOf: { name: 'finished_as_of', type: 'text', nullable: true },
    packed: { type: 'numeric' },
    packedAsOf: { name: 'packed_as_of', type: 'text', nullable: true },
  },
});

export const ProgressOfDeliveries: Noun<Progress> = { name: 'progress', table: ProgressTable };
