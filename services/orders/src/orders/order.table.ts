import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Order } from './order.rules.ts';
import { orderDeadlines } from './order-deadlines.rules.ts';

/** One row per order: the core that its three parties share. */
export const OrdersTable = new EntitySchema<Order>({
  name: 'order',
  tableName: 'orders',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    customerOrder: { name: 'customer_order', type: 'text' },
    orderDate: { name: 'order_date', type: 'date' },
    receivedOn: { name: 'received_on', type: 'date' },
    destinationCountry: { name: 'destination_country', type: 'text' },
    status: { type: 'text' },
    orderVersion: { name: 'order_version', type: 'int' },
    lines: { type: 'jsonb' },
    authority: { type: 'text', nullable: true },
    approvedBy: { name: 'approved_by', type: 'text', nullable: true },
    openConfirmations: { name: 'open_confirmations', type: 'jsonb' },
    confirmations: { type: 'jsonb' },
    credit: { type: 'text' },
    lapsesAfter: { name: 'lapses_after', type: 'date', nullable: true },
    offer: { type: 'jsonb', nullable: true },
    source: { type: 'jsonb', nullable: true },
    changesTaken: { name: 'changes_taken', type: 'jsonb' },
    content: { type: 'text' },
  },
});

export const Orders: Noun<Order> = { name: 'order', table: OrdersTable, deadlines: orderDeadlines };
