import type { CanonicalDocument } from '../canonical/documents.ts';
import type { Envelope } from '../envelope.ts';
import type { Problems } from '../findings/problem.ts';
import type { Guide } from './guide/guide.ts';
import type { XmlElement } from './xml-element.ts';
import type { XmlNode } from './xml-node.ts';

/** A way of element names below the root. */
export type Way = readonly string[];

/** What `read` gets: a document whose structure holds. */
export interface Reading {
  readonly root: XmlElement;
  /** For what our document needs and this one leaves out (level guide). */
  readonly problems: Problems;
}

/** One UBL document: its translation from and to the canonical documents it stands for. */
export interface UblFile<D extends CanonicalDocument = CanonicalDocument> {
  /** The root element, without its namespace's `-2`. */
  readonly type: string;
  /** The guides that may rule it, the one that `write` strives for by the document. */
  readonly guides: readonly Guide[];
  /** Code lists that the translation closes: another code rejects the document. */
  readonly codes: readonly { readonly at: Way; readonly list: readonly string[] }[];
  /** The Party elements of who sends it and who receives it. */
  readonly sender: Way;
  readonly receiver: Way;
  /** Null where the document decides nothing. */
  read(reading: Reading): D | null;
  /** What the root holds besides CustomizationID and ProfileID, in any order. */
  write(document: D, envelope: Envelope): { readonly guide: Guide; readonly nodes: readonly (XmlNode | undefined)[] };
}

/** `{ [key]: value }`, or nothing when the document says nothing. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [P in K]?: V });
