import { sha256 } from './hash.ts';
import type { Seal } from './seal.ts';
import { openSigned, SignedLines, Unreadable } from './signed-lines.ts';

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

/** @throws Unreadable */
export const readAnchor = (text: string, publicKey: string): ReadAnchor => {
  const { lines, genuine } = openSigned(text, publicKey);
  const [anchor, ...heads] = lines as [Anchor | undefined, ...AnchoredHead[]];
  if (typeof anchor?.through !== 'number') throw new Unreadable('no anchor');
  return { ...anchor, heads, genuine, name: anchorName(text) };
};
