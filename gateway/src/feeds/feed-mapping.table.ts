import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { FeedMapping } from './feed-mapping.ts';

export const FeedMappingsTable = new EntitySchema<FeedMapping>({
  name: 'feed mapping',
  tableName: 'feed_mappings',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    kind: { type: 'text' },
    number: { type: 'int' },
    columns: { type: 'jsonb' },
    confirmedBy: { name: 'confirmed_by', type: 'text' },
    confirmedAt: { name: 'confirmed_at', type: 'timestamptz' },
    withdrawnBy: { name: 'withdrawn_by', type: 'text', nullable: true },
    withdrawnAt: { name: 'withdrawn_at', type: 'timestamptz', nullable: true },
  },
});

export const FeedMappings: Noun<FeedMapping> = { name: 'feed mapping', table: FeedMappingsTable };
