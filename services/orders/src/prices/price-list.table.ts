import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { PriceList } from './price.rules.ts';

/** An export list is its seller's alone; a purchase list is shared by the trading company and the factory. */
export const PriceListsTable = new EntitySchema<PriceList>({
  name: 'price-list',
  tableName: 'price_lists',
  columns: {
    ...nounColumns,
    kind: { type: 'text' },
    seller: { type: 'text' },
    buyer: { type: 'text' },
    currency: { type: 'text' },
    basePair: { name: 'base_pair', type: 'text', nullable: true },
    baseRate: { name: 'base_rate', type: 'numeric', nullable: true },
    validFrom: { name: 'valid_from', type: 'date' },
    validTo: { name: 'valid_to', type: 'date', nullable: true },
    taxPercent: { name: 'tax_percent', type: 'numeric', nullable: true },
    exportRefundPercent: { name: 'export_refund_percent', type: 'numeric', nullable: true },
    tradeTerm: { name: 'trade_term', type: 'jsonb' },
    paymentTerms: { name: 'payment_terms', type: 'jsonb' },
    charges: { type: 'jsonb' },
    prices: { type: 'jsonb' },
  },
});

export const PriceLists: Noun<PriceList> = { name: 'price-list', table: PriceListsTable };
