import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Lot } from './lot.rules.ts';

export const LotsTable = new EntitySchema<Lot>({
  name: 'lot',
  tableName: 'lots',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    lineId: { name: 'line_id', type: 'text' },
    scheduleId: { name: 'schedule_id', type: 'text' },
    item: { type: 'text' },
    quantity: { type: 'jsonb' },
    releasedOn: { name: 'released_on', type: 'date' },
  },
});

export const Lots: Noun<Lot> = { name: 'lot', table: LotsTable };
