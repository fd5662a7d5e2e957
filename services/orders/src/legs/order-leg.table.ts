import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Leg } from './leg.rules.ts';

/** One row per contract: row-level security keeps its price between its seller and its buyer. */
export const OrderLegsTable = new EntitySchema<Leg>({
  name: 'order-leg',
  tableName: 'order_legs',
  columns: {
    ...nounColumns,
    orderId: { name: 'order_id', type: 'text' },
    kind: { type: 'text' },
    seller: { type: 'text' },
    buyer: { type: 'text' },
    currency: { type: 'text' },
    taxPercent: { name: 'tax_percent', type: 'numeric', nullable: true },
    exportRefundPercent: { name: 'export_refund_percent', type: 'numeric', nullable: true },
    tradeTerm: { name: 'trade_term', type: 'jsonb' },
    paymentTerms: { name: 'payment_terms', type: 'jsonb' },
    paymentWords: { name: 'payment_words', type: 'text' },
    charges: { type: 'jsonb' },
    prices: { type: 'jsonb' },
    total: { type: 'numeric' },
    priceList: { name: 'price_list', type: 'text' },
    agreedOn: { name: 'agreed_on', type: 'date' },
  },
});

export const OrderLegs: Noun<Leg> = { name: 'order-leg', table: OrderLegsTable };
