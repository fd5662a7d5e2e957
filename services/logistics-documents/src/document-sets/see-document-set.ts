import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { Document } from '../documents/document.rules.ts';
import { Documents } from '../documents/document.table.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import { type DocumentSet, presentFindings } from './document-set.rules.ts';
import { DocumentSets } from './document-set.table.ts';
import { errorsIn } from './finding.rules.ts';

const setAnswer = (set: DocumentSet, shipment: Shipment) => {
  const { id, setVersion, status, maker, madeAt, reviews, content } = set;
  const findings = presentFindings(set, shipment);
  const { invoice, packingList } = content;
  return { id, setVersion, status, maker, madeAt, errors: errorsIn(findings), findings, reviews, invoice, packingList };
};

/** The latest version; whoever sees only single documents of it gets those. */
export const documentSetAnswer = (shipment: Shipment, set: DocumentSet | null, documents: readonly Document[]) => ({
  shipmentId: shipment.id,
  ...(set && setAnswer(set, shipment)),
  documents: documents.map(({ id, kind, number, setVersion, sha256, bytes }) => ({
    id,
    kind,
    number,
    setVersion,
    sha256,
    bytes,
  })),
});

export type DocumentSetAnswer = ReturnType<typeof documentSetAnswer>;

@Controller('shipments/:id/document-set')
export class SeeDocumentSet {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'customer', 'forwarder'] })
  handle(@Param('id') shipmentId: string): Promise<DocumentSetAnswer> {
    return this.transactions.run(async (tx) => {
      const shipment = await tx.one(Shipments, shipmentId);
      const setVersion = shipment.setVersions;
      const [set = null] = await tx.find(DocumentSets, { shipmentId, setVersion });
      const documents = await tx.find(Documents, { shipmentId, setVersion }, { kind: 'ASC' });
      if (!set && documents.length === 0) throw notFound('document-set', shipmentId);
      return documentSetAnswer(shipment, set, documents);
    });
  }
}
