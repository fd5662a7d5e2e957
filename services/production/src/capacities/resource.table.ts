import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Resource } from './capacity.rules.ts';

export const ResourcesTable = new EntitySchema<Resource>({
  name: 'resource',
  tableName: 'resources',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    code: { type: 'text' },
    calendar: { type: 'text' },
    rates: { type: 'jsonb' },
  },
});

export const Resources: Noun<Resource> = { name: 'resource', table: ResourcesTable };
