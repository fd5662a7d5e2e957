import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Problems } from '../findings/problem.ts';
import type { TableVersion } from './envelope-headers.ts';
import type { Loop } from './match-structure.ts';
import type { ClosedCodes } from './validate-elements.ts';

/** One transaction set: its grammar, and its translation from and to the canonical document. */
export interface MessageFile<D extends CanonicalDocument = CanonicalDocument> {
  type: string;
  /** GS01. */
  functionalId: string;
  kind: D['kind'];
  grammar: Readonly<Record<TableVersion, string>>;
  /** Code lists that the translation closes: another code rejects the message. */
  codes: ClosedCodes;
  read(message: Reading): D;
  write(document: D, out: Sink): void;
}

/** What `read` gets: a message whose structure and elements hold. */
export interface Reading {
  root: Loop;
  /** GS04 as ISO date: the day of an answer that states none. */
  groupDate: string;
  /** Offset of times that state none, `Z` or `+08:00`. */
  localOffset: string;
  /** For what the document needs and the message left out (level guide). */
  problems: Problems;
}

/** An element, or the components of a composite one. */
export type Element = string | readonly string[];

/** Where `write` puts its segments; absent elements at the end are left off. */
export class Sink {
  readonly segments: Element[][] = [];

  constructor(
    readonly version: TableVersion,
    /** HHMM, for sets that demand a time of creation. */
    readonly time: string,
  ) {}

  add(id: string, ...elements: (Element | undefined)[]): void {
    const given = elements.map((e) => e ?? '');
    while (given.at(-1) === '') given.pop();
    this.segments.push([id, ...given]);
  }
}

/** `{ [key]: value }`, or nothing when the message says nothing. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [P in K]?: V });
