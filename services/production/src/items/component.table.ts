import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Component } from './item.rules.ts';

export const ComponentsTable = new EntitySchema<Component>({
  name: 'component',
  tableName: 'components',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    supplier: { type: 'text' },
    code: { type: 'text' },
    description: { type: 'text' },
    unit: { type: 'text' },
    unitPrice: { name: 'unit_price', type: 'numeric' },
    currency: { type: 'text' },
    taxPercent: { name: 'tax_percent', type: 'numeric' },
    materials: { type: 'jsonb' },
  },
});

export const Components: Noun<Component> = { name: 'component', table: ComponentsTable };
