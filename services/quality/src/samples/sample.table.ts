import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Sample } from './sample.rules.ts';

export const SamplesTable = new EntitySchema<Sample>({
  name: 'sample',
  tableName: 'samples',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    item: { type: 'text' },
    status: { type: 'text' },
    goldenSample: { name: 'golden_sample', type: 'text', nullable: true },
    rounds: { type: 'jsonb' },
  },
});

export const Samples: Noun<Sample> = { name: 'sample', table: SamplesTable };
