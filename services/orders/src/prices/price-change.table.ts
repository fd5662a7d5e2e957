import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { PriceChange } from './price-change.rules.ts';

/** Seen by whoever is party to the list. */
export const PriceChangesTable = new EntitySchema<PriceChange>({
  name: 'price-change',
  tableName: 'price_changes',
  columns: {
    ...nounColumns,
    priceList: { name: 'price_list', type: 'text' },
    seller: { type: 'text' },
    buyer: { type: 'text' },
    from: { name: 'valid_from', type: 'date' },
    prices: { type: 'jsonb' },
    before: { name: 'prices_before', type: 'jsonb' },
    baseRate: { name: 'base_rate', type: 'numeric', nullable: true },
    reason: { type: 'text' },
    status: { type: 'text' },
    proposedBy: { name: 'proposed_by', type: 'jsonb' },
    proposedAt: { name: 'proposed_at', type: 'text' },
    approvals: { type: 'jsonb' },
    rejectedBy: { name: 'rejected_by', type: 'jsonb', nullable: true },
    rejectedBecause: { name: 'rejected_because', type: 'text', nullable: true },
  },
});

export const PriceChanges: Noun<PriceChange> = { name: 'price-change', table: PriceChangesTable };
