import type { CanonicalDocument } from '@tradeloom/edi';
import type { DomainEvent } from '@tradeloom/kernel';

/** Between whom a document passed: the partner who sent it, and our organisation it is for. */
export interface Passage {
  readonly sender: string;
  readonly receiver: string;
  /** Rows of the sheet that the document's lines came from, so that a refusal can point there. */
  readonly rows?: readonly number[];
  readonly ref: {
    readonly interchangeId: string;
    readonly messageType: string;
    readonly messageControl: string;
    readonly groupControl: string;
    /** Which message of the file, from 1; 0 of what is no message. */
    readonly position: number;
  };
}

export type Translate<D extends CanonicalDocument> = (document: D, passage: Passage) => DomainEvent;
export type Translations = { [K in CanonicalDocument['kind']]?: Translate<Extract<CanonicalDocument, { kind: K }>> };

export const orEmpty = (text: string | undefined): string => text ?? '';
