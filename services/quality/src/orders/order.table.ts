import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { KnownOrder } from './order.rules.ts';

/** What quality knows of a firm order, taken from the order's own events. */
export const OrdersTable = new EntitySchema<KnownOrder>({
  name: 'order',
  tableName: 'orders',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    orderVersion: { name: 'order_version', type: 'int' },
    lines: { type: 'jsonb' },
  },
});

export const Orders: Noun<KnownOrder> = { name: 'order', table: OrdersTable };
