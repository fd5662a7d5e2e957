import { Injectable } from '@nestjs/common';
import { newId } from '@tradeloom/chassis';
import type { SetContent } from '../document-sets/content.rules.ts';
import type { ReadyShipment } from '../document-sets/set-facts.rules.ts';
import { Archive } from './archive.ts';
import { type Document, documentKinds, numbersOf } from './document.rules.ts';
import { printsOf } from './print.rules.ts';
import { Typesetter } from './typesetter.ts';

/** Sets a version's documents in type and archives them; their records are the caller's to keep. */
@Injectable()
export class DrawUpDocuments {
  constructor(
    private readonly typesetter: Typesetter,
    private readonly archive: Archive,
  ) {}

  async run(documentSetId: string, shipment: ReadyShipment, content: SetContent): Promise<readonly Document[]> {
    const prints = printsOf(content, shipment.booking);
    const numbers = numbersOf(content);
    const tenant = shipment.trader;
    const documents: Document[] = [];
    for (const kind of documentKinds) {
      const pdf = await this.typesetter.pdf(kind, prints[kind]);
      const id = newId();
      documents.push({
        id,
        version: 0,
        parties: [tenant],
        documentSetId,
        shipmentId: shipment.id,
        setVersion: shipment.setVersions + 1,
        kind,
        number: numbers[kind],
        sha256: await this.archive.keep({ id, tenant }, pdf),
        bytes: pdf.length,
        tenant,
      });
    }
    return documents;
  }

  async takeBack(documents: readonly Document[]): Promise<void> {
    for (const document of documents) await this.archive.discard(document);
  }
}
