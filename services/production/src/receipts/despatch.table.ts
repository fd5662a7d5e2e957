import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Despatch } from './despatch.rules.ts';

export const DespatchesTable = new EntitySchema<Despatch>({
  name: 'despatch',
  tableName: 'despatches',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    outsourcingOrderId: { name: 'outsourcing_order_id', type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    factory: { type: 'text' },
    supplier: { type: 'text' },
    despatchedOn: { name: 'despatched_on', type: 'date' },
    lines: { type: 'jsonb' },
  },
});

export const Despatches: Noun<Despatch> = { name: 'despatch', table: DespatchesTable };
