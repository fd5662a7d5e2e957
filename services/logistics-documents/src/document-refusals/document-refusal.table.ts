import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { DocumentRefusal } from './document-refusal.rules.ts';

export const DocumentRefusalsTable = new EntitySchema<DocumentRefusal>({
  name: 'document-refusal',
  tableName: 'document_refusals',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    receiver: { type: 'text' },
    documentNumber: { name: 'document_number', type: 'text' },
    findings: { type: 'jsonb' },
  },
});

export const DocumentRefusals: Noun<DocumentRefusal> = { name: 'document-refusal', table: DocumentRefusalsTable };
