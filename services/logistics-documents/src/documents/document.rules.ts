import type { Decision } from '@tradeloom/kernel';
import type { SetContent } from '../document-sets/content.rules.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';

export const documentKinds = ['commercial-invoice', 'packing-list', 'customs-declaration'] as const;
export type PrintedKind = (typeof documentKinds)[number];

/** One document's record: its bytes never change, who may read it does once. */
export interface Document {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly documentSetId: string;
  readonly shipmentId: string;
  readonly setVersion: number;
  readonly kind: PrintedKind;
  readonly number: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whose archive it lies in. */
  readonly tenant: string;
}

/** The invoice and the declared value are the export leg's; weights and cartons are everybody's. */
const readers: Readonly<Record<PrintedKind, (shipment: Shipment) => readonly (string | null)[]>> = {
  'commercial-invoice': ({ trader, customer }) => [trader, customer],
  'packing-list': ({ parties }) => parties,
  'customs-declaration': ({ trader, forwarder }) => [trader, forwarder],
};

/** Opens an approved document to the parties it is for. */
export const openToReaders =
  (shipment: Shipment): Decision<Document> =>
  (document) => {
    const parties = readers[document.kind](shipment).filter((p) => p !== null);
    return { state: { ...document, parties }, events: [] };
  };

export const numbersOf = ({ invoice, packingList, declaration }: SetContent) =>
  ({
    'commercial-invoice': invoice.number,
    'packing-list': packingList.number,
    'customs-declaration': declaration.billNumber || invoice.number,
  }) satisfies Record<PrintedKind, string>;
