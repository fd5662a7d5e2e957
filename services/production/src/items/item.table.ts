import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Item } from './item.rules.ts';

export const ItemsTable = new EntitySchema<Item>({
  name: 'item',
  tableName: 'items',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    code: { type: 'text' },
    name: { type: 'jsonb' },
    unit: { type: 'text' },
    sourcing: { type: 'text' },
    resource: { type: 'text', nullable: true },
    logisticsDays: { name: 'logistics_days', type: 'int' },
    bill: { type: 'jsonb' },
  },
});

export const Items: Noun<Item> = { name: 'item', table: ItemsTable };
