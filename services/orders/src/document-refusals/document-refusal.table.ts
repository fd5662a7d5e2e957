import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { DocumentRefusal } from './document-refusal.rules.ts';

/** Documents that could not be acted on, and why: its sender and its receiver read it. */
export const DocumentRefusalsTable = new EntitySchema<DocumentRefusal>({
  name: 'document-refusal',
  tableName: 'document_refusals',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    receiver: { type: 'text' },
    documentNumber: { name: 'document_number', type: 'text' },
    source: { type: 'jsonb', nullable: true },
    finding: { type: 'jsonb' },
    furtherFindings: { name: 'further_findings', type: 'jsonb' },
  },
});

export const DocumentRefusals: Noun<DocumentRefusal> = { name: 'document-refusal', table: DocumentRefusalsTable };
