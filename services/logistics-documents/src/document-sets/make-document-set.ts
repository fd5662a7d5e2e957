import { Body, Controller, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, ListField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { unchanged } from '@tradeloom/kernel';
import { Archive } from '../documents/archive.ts';
import { type Document, numbersOf } from '../documents/document.rules.ts';
import { Documents } from '../documents/document.table.ts';
import { type Print, printsOf } from '../documents/print.rules.ts';
import { Typesetter } from '../documents/typesetter.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import { countSetVersion } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import { type DocumentSet, makeDocumentSet, supersede } from './document-set.rules.ts';
import { DocumentSets } from './document-set.table.ts';
import { gatherFacts } from './gather-facts.ts';
import { makeContent, mustBeUnmoved, type ReadyShipment } from './make-content.rules.ts';
import { type DocumentSetAnswer, documentSetAnswer } from './see-document-set.ts';

export class CertificateBody {
  @TextField({ max: 40, example: 'CE-DOC' }) kind!: string;
  @TextField({ max: 40 }) number!: string;
}

export class DocumentSetBody {
  @ListField(() => CertificateBody, { optional: true, description: 'certificates that go with the set' })
  certificates?: CertificateBody[];
}

interface Kept {
  readonly document: Document;
}

/** Facts are read, the documents set in type and archived, and only then the version is recorded. */
@Controller('shipments/:id/document-set')
export class MakeDocumentSet {
  constructor(
    private readonly transactions: Transactions,
    private readonly typesetter: Typesetter,
    private readonly archive: Archive,
  ) {}
}
