import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { OutsourcingOrder } from './outsourcing-order.rules.ts';
import { outsourcingDeadlines } from './unanswered.rules.ts';

export const OutsourcingOrdersTable = new EntitySchema<OutsourcingOrder>({
  name: 'outsourcing-order',
  tableName: 'outsourcing_orders',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    supplier: { type: 'text' },
    currency: { type: 'text' },
    taxPercent: { name: 'tax_percent', type: 'numeric' },
    placedOn: { name: 'placed_on', type: 'date' },
    acknowledgedOn: { name: 'acknowledged_on', type: 'date', nullable: true },
    status: { type: 'text' },
    lines: { type: 'jsonb' },
    changes: { type: 'jsonb' },
  },
});

export const OutsourcingOrders: Noun<OutsourcingOrder> = {
  name: 'outsourcing-order',
  table: OutsourcingOrdersTable,
  deadlines: outsourcingDeadlines,
};
