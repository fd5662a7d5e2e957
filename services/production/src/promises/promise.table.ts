import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { DeliveryPromise } from './delivery-promise.rules.ts';

export const PromisesTable = new EntitySchema<DeliveryPromise>({
  name: 'promise',
  tableName: 'promises',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    status: { type: 'text' },
    schedules: { type: 'jsonb' },
    dataAsOf: { name: 'data_as_of', type: 'text' },
  },
});

export const Promises: Noun<DeliveryPromise> = { name: 'promise', table: PromisesTable };
