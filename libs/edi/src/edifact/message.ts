import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Problems } from '../findings/problem.ts';
import type { Loop as LoopOf } from '../structure/match-structure.ts';
import type { Segment } from './segment.ts';
import type { ClosedCodes, Needs } from './validate-elements.ts';

/** One occurrence of a segment group with the groups inside it. */
export type Loop = LoopOf<Segment>;

/** How a message is read into the document it stands for. */
export interface MessageReader<D extends CanonicalDocument = CanonicalDocument> {
  /** Code lists that the translation closes: another code rejects the message. */
  codes: ClosedCodes;
  /** Elements the document cannot do without. */
  needs: Needs;
  read(message: Reading): D;
}

/** One message type: its translation from and to the canonical documents it stands for. */
export interface MessageFile<D extends CanonicalDocument = CanonicalDocument> extends MessageReader<D> {
  /** UNH 0065. */
  type: string;
  kinds: readonly D['kind'][];
  write(document: D, out: Sink): void;
}

/** What `read` gets: a message whose structure and elements hold. */
export interface Reading {
  root: Loop;
  /** BGM; of a CONTRL, UCI. */
  header: Segment;
  /** UNB 0017 as ISO date. */
  interchangeDate: string;
  /** Offset of times that state none, `Z` or `+08:00`. */
  localOffset: string;
  /** For what the document needs and the message left out (level guide). */
  problems: Problems;
}

/** An element, or the components of a composite one. */
export type Element = string | readonly (string | undefined)[];

/** Where `write` puts its segments; absent elements and components at the end are left off. */
export class Sink {
  readonly segments: string[][][] = [];

  constructor(/** `D.96A` */ readonly directory: string) {}

  add(tag: string, ...elements: (Element | undefined)[]): void {
    const given = elements.map((element) => withoutEnd(typeof element === 'object' ? element : [element]));
    while (given.at(-1)?.length === 0) given.pop();
    this.segments.push([[tag], ...given]);
  }
}

const withoutEnd = (parts: readonly (string | undefined)[]): string[] => {
  const texts = parts.map((part) => part ?? '');
  while (texts.at(-1) === '') texts.pop();
  return texts;
};

/** `{ [key]: value }`, or nothing when the message says nothing. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [P in K]?: V });
