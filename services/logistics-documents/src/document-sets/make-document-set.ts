import { Body, Controller, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, ListField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { In, Not } from 'typeorm';
import type { Document } from '../documents/document.rules.ts';
import { Documents } from '../documents/document.table.ts';
import { DrawUpDocuments } from '../documents/draw-up-documents.ts';
import { countSetVersion, type Shipment } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import type { SetContent } from './content.rules.ts';
import { makeDocumentSet, mustBeUnmoved, supersede } from './document-set.rules.ts';
import { DocumentSets } from './document-set.table.ts';
import { gatherFacts } from './gather-facts.ts';
import { makeContent } from './make-content.rules.ts';
import { type DocumentSetAnswer, documentSetAnswer } from './see-document-set.ts';

export class CertificateBody {
  @TextField({ max: 40, example: 'CE-DOC' }) kind!: string;
  @TextField({ max: 40 }) number!: string;
}

export class DocumentSetBody {
  @ListField(() => CertificateBody, { optional: true, description: 'certificates that go with the set' })
  certificates?: CertificateBody[];
}

interface Drawn {
  readonly id: string;
  readonly read: Shipment;
  readonly content: SetContent;
  readonly documents: readonly Document[];
}

/** Facts are read, the documents drawn up and archived, and only then the version is recorded. */
@Controller('shipments/:id/document-set')
export class MakeDocumentSet {
  constructor(
    private readonly transactions: Transactions,
    private readonly drawUp: DrawUpDocuments,
  ) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['document-clerk', 'owner', 'system'] })
  async handle(
    @Param('id') shipmentId: string,
    @Body() { certificates = [] }: DocumentSetBody,
    @Caller() by: Actor,
  ): Promise<DocumentSetAnswer> {
    const facts = await this.transactions.run((tx) => gatherFacts(tx, shipmentId, certificates));
    const content = makeContent(facts);
    const id = newId();
    const documents = await this.drawUp.run(id, facts.shipment, content);
    try {
      return await this.transactions.run((tx) => record(tx, { id, read: facts.shipment, content, documents }, by));
    } catch (error) {
      await this.drawUp.takeBack(documents);
      throw error;
    }
  }
}

const record = async (tx: Tx, { id, read, content, documents }: Drawn, by: Actor): Promise<DocumentSetAnswer> => {
  const unmoved = mustBeUnmoved(read);
  const shipment = await tx.change(Shipments, read.id, (present) => countSetVersion(unmoved(present)));
  for (const older of await tx.find(DocumentSets, { shipmentId: read.id, status: Not('superseded') })) {
    await tx.change(DocumentSets, older.id, supersede);
  }
  const making = { id, setVersion: shipment.setVersions, maker: by.login, at: tx.at, content, documents };
  const set = await tx.add(DocumentSets, makeDocumentSet(making, shipment));
  for (const document of documents) await tx.add(Documents, { state: document, events: [] });
  return documentSetAnswer(shipment, set, await tx.find(Documents, { id: In(documents.map((d) => d.id)) }));
};
