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
    const prints = printsOf(content, shipment.booking);
    const numbers = numbersOf(content);
    const documents: Document[] = [];
    try {
      for (const kind of documentKinds) {
        const pdf = await this.typesetter.pdf(kind, prints[kind]);
        documents.push(await this.archived({ documentSetId, kind, number: numbers[kind] }, shipment, pdf));
      }
    } catch (error) {
      await this.takeBack(documents);
      throw error;
    }
    return documents;
  }

  private async archived(
    names: Pick<Document, 'documentSetId' | 'kind' | 'number'>,
    shipment: ReadyShipment,
    pdf: Buffer,
  ): Promise<Document> {
    const [id, tenant] = [newId(), shipment.trader];
    return {
      id,
      version: 0,
      parties: [tenant],
      ...names,
      shipmentId: shipment.id,
      setVersion: shipment.setVersions + 1,
      sha256: await this.archive.keep({ id, tenant }, pdf),
      bytes: pdf.length,
      tenant,
    };
  }

  async takeBack(documents: readonly Document[]): Promise<void> {
    for (const document of documents) await this.archive.discard(document);
  }
}
