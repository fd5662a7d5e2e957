import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Refusal } from './refusal.rules.ts';

export const RefusalsTable = new EntitySchema<Refusal>({
  name: 'refusal',
  tableName: 'refusals',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    receiver: { type: 'text' },
    documentNumber: { name: 'document_number', type: 'text' },
    ref: { type: 'jsonb' },
    findings: { type: 'jsonb' },
  },
});

export const Refusals: Noun<Refusal> = { name: 'refusal', table: RefusalsTable };
