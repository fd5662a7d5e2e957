import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { OrderToShip } from './order.rules.ts';

export const OrdersTable = new EntitySchema<OrderToShip>({
  name: 'order',
  tableName: 'orders',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    customerOrder: { name: 'customer_order', type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    destinationCountry: { name: 'destination_country', type: 'text' },
    confirmedOn: { name: 'confirmed_on', type: 'date' },
    orderVersion: { name: 'order_version', type: 'int' },
    lines: { type: 'jsonb' },
  },
});

/** Firm orders and what of them may ship: the shared core, visible to customer, trader and factory. */
export const Orders: Noun<OrderToShip> = { name: 'order', table: OrdersTable };
