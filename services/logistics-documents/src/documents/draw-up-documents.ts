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

  /** All documents of a version, or none: what was archived before one failed is taken back. */
  async run(documentSetId: string, shipment: ReadyShipment, content: SetContent): Promise<readonly Document[]> {
    const documents: Document[] = [];
    try {
      for (const kind of documentKinds) documents.push(await this.drawUp(kind, documentSetId, shipment, content));
    } catch (error) {
      await this.takeBack(documents);
      throw error;
    }
    return documents;
  }

  private async drawUp(
    kind: Document['kind'],
    documentSetId: string,
    shipment: ReadyShipment,
    content: SetContent,
  ): Promise<Document> {
    const pdf = await this.typesetter.pdf(kind, printsOf(content, shipment.booking)[kind]);
    const [id, tenant] = [newId(), shipment.trader];
    return {
      id,
      version: 0,
      parties: [tenant],
      documentSetId,
      shipmentId: shipment.id,
      setVersion: shipment.setVersions + 1,
      kind,
      number: numbersOf(content)[kind],
      sha256: await this.archive.keep({ id, tenant }, pdf),
      bytes: pdf.length,
      tenant,
    };
  }

  async takeBack(documents: readonly Document[]): Promise<void> {
    for (const document of documents) await this.archive.discard(document);
  }
}
