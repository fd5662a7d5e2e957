import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Document } from './document.rules.ts';

export const DocumentsTable = new EntitySchema<Document>({
  name: 'document',
  tableName: 'documents',
  columns: {
    ...nounColumns,
    documentSetId: { name: 'document_set_id', type: 'text' },
    shipmentId: { name: 'shipment_id', type: 'text' },
    setVersion: { name: 'set_version', type: 'int' },
    kind: { type: 'text' },
    number: { type: 'text' },
    sha256: { type: 'text' },
    bytes: { type: 'int' },
    tenant: { type: 'text' },
  },
});

export const Documents: Noun<Document> = { name: 'document', table: DocumentsTable };
