import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { DocumentSet } from './document-set.rules.ts';

export const DocumentSetsTable = new EntitySchema<DocumentSet>({
  name: 'document-set',
  tableName: 'document_sets',
  columns: {
    ...nounColumns,
    shipmentId: { name: 'shipment_id', type: 'text' },
    shipmentNumber: { name: 'shipment_number', type: 'text' },
    orderIds: { name: 'order_ids', type: 'text', array: true },
    factory: { type: 'text' },
    customer: { type: 'text' },
    setVersion: { name: 'set_version', type: 'int' },
    status: { type: 'text' },
    maker: { type: 'text' },
    madeAt: { name: 'made_at', type: 'text' },
    content: { type: 'jsonb' },
    findings: { type: 'jsonb' },
    draftRevision: { name: 'draft_revision', type: 'int' },
    reviews: { type: 'jsonb' },
  },
});

export const DocumentSets: Noun<DocumentSet> = { name: 'document-set', table: DocumentSetsTable };
