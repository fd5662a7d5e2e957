import { sha256 } from './hash.ts';
import type { Seal } from './seal.ts';
import { SignedLines, SignedReading, Unreadable } from './signed-lines.ts';

/** The last link of a chain at the time of an anchor. */
export type AnchoredHead = Pick<Seal, 'number' | 'chain' | 'link' | 'hash'>;

/** What the day's anchor says: every chain that grew since the one before, up to a seal. */
export interface Anchor {
  readonly service: string;
  /** `2026-12-01`, UTC */
  readonly day: string;
  /** number of the last seal it covers */
  readonly through: number;
  /** SHA-256 of the anchor before, or null */
  readonly previous: string | null;
}

export interface ReadAnchor extends Anchor {
  readonly heads: readonly AnchoredHead[];
  readonly genuine: boolean;
  /** what the next one calls `previous` */
  readonly name: string;
}

/** A signed JSONL file: the anchor, one line per chain, the signature. @param privateKey PEM */
export const writeAnchor = (anchor: Anchor, heads: readonly AnchoredHead[], privateKey: string): string => {
  const lines = new SignedLines();
  const body = [anchor, ...heads].map((line) => lines.line(line)).join('');
  return body + lines.signature(privateKey);
};

export const anchorName = (text: string): string => sha256(text);

/** @returns null when it is no anchor at all */
export const readAnchor = (text: string, publicKey: string): ReadAnchor | null => {
  const reading = new SignedReading();
  try {
    const lines = text.trimEnd().split('\n');
    const [anchor, ...heads] = lines.map((line) => reading.next(line)).slice(1) as [Anchor?, ...AnchoredHead[]];
    if (typeof anchor?.through !== 'number') return null;
    return { ...anchor, heads, genuine: reading.genuine(publicKey), name: anchorName(text) };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
};
