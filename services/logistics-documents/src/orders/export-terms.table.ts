import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ExportTerms } from './export-terms.rules.ts';

export const ExportTermsTable = new EntitySchema<ExportTerms>({
  name: 'export-terms',
  tableName: 'export_terms',
  columns: {
    ...nounColumns,
    orderVersion: { name: 'order_version', type: 'int' },
    currency: { type: 'text' },
    tradeTerm: { name: 'trade_term', type: 'jsonb' },
    paymentTerms: { name: 'payment_terms', type: 'jsonb' },
    prices: { type: 'jsonb' },
  },
});

/** A table of its own because its rows are visible to trader and customer only. */
export const ExportTermsOf: Noun<ExportTerms> = { name: 'export-terms', table: ExportTermsTable };
