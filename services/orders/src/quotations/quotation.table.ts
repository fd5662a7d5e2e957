import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Quotation } from './quotation.rules.ts';

/** The trading company's own until it is sent. */
export const QuotationsTable = new EntitySchema<Quotation>({
  name: 'quotation',
  tableName: 'quotations',
  columns: {
    ...nounColumns,
    number: { type: 'text' },
    trader: { type: 'text' },
    customer: { type: 'text' },
    factory: { type: 'text' },
    currency: { type: 'text' },
    lines: { type: 'jsonb' },
    total: { type: 'numeric' },
    quotedAt: { name: 'quoted_at', type: 'timestamptz' },
    expiresAt: { name: 'expires_at', type: 'timestamptz' },
    dataAsOf: { name: 'data_as_of', type: 'text' },
  },
});

export const Quotations: Noun<Quotation> = { name: 'quotation', table: QuotationsTable };
