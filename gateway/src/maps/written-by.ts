import type { Tx } from '@tradeloom/chassis';
import type { CanonicalDocument, WriteMap } from '@tradeloom/edi';
import { keptReferences } from './kept-references.ts';
import { mapsInForce } from './maps-in-force.ts';
import type { MapUse } from './partner-map.rules.ts';

export interface WrittenBy {
  /** For the writer. */
  readonly options: { readonly map?: WriteMap };
  readonly used: readonly MapUse[];
}

/** The partner's own mapping for a document that he is sent, with what he wants back. */
export const writtenBy =
  (tx: Tx, partner: string) =>
  async (document: CanonicalDocument, type: string, release: string): Promise<WrittenBy> => {
    const maps = await mapsInForce(tx, partner);
    const used = maps.useOf(type, release);
    if (used.length === 0) return { options: {}, used };
    return { options: { map: { of: maps.of, kept: await keptReferences(tx, partner, document) } }, used };
  };
