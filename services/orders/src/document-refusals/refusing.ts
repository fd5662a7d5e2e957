import { newId, type Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import type { RefusedDocument } from './document-refusal.rules.ts';
import { refuseDocument } from './document-refusal.rules.ts';
import { DocumentRefusals } from './document-refusal.table.ts';

/**
 * Acts on a partner's document; a rule's "no" becomes an answer to its sender instead of a failed reaction.
 * The rules speak before anything is written, so nothing is half done.
 */
export const refusing = async (tx: Tx, document: RefusedDocument, act: () => Promise<void>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tx.add(DocumentRefusals, refuseDocument(newId(), document, error));
  }
};

/** Tells the sender of a document all that is not acted on in it; of nothing, nothing. */
export const refuseWith = async (
  tx: Tx,
  document: RefusedDocument,
  [because, ...furthermore]: readonly DomainError[],
): Promise<void> => {
  if (because) await tx.add(DocumentRefusals, refuseDocument(newId(), document, because, furthermore));
};
