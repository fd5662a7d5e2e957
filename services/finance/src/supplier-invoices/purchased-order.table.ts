import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { MatchTolerance, PurchasedOrder } from './purchased-order.rules.ts';

export const PurchasedOrdersTable = new EntitySchema<PurchasedOrder>({
  name: 'purchased-order',
  tableName: 'purchased_orders',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    factory: { type: 'text' },
    supplier: { type: 'text' },
    currency: { type: 'text' },
    taxPercent: { name: 'tax_percent', type: 'text' },
    lines: { type: 'jsonb' },
  },
});

export const PurchasedOrders: Noun<PurchasedOrder> = { name: 'purchased-order', table: PurchasedOrdersTable };

export const MatchTolerancesTable = new EntitySchema<MatchTolerance>({
  name: 'match-tolerance',
  tableName: 'match_tolerances',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    supplier: { type: 'text' },
    pricePercent: { name: 'price_percent', type: 'numeric' },
    quantityPercent: { name: 'quantity_percent', type: 'numeric' },
    absolute: { type: 'numeric' },
  },
});

export const MatchTolerances: Noun<MatchTolerance> = { name: 'match-tolerance', table: MatchTolerancesTable };
