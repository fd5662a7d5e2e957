import { newId, type Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { asFinding, type Finding, type RefusedDocument, refuse } from './document-refusal.rules.ts';
import { DocumentRefusals } from './document-refusal.table.ts';

/** Tells a partner why his document is not acted on. */
export const refuseDocument = async (
  tx: Tx,
  document: RefusedDocument,
  findings: readonly Finding[],
  orderId = '',
): Promise<void> => {
  await tx.add(DocumentRefusals, refuse(newId(), document, findings, orderId));
};

/**
 * Acts on a partner's document; a rule's "no" becomes an answer to its sender instead of a failed reaction.
 * The rules speak before anything is written, so nothing is half done.
 */
export const refusing = async (tx: Tx, document: RefusedDocument, act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await refuseDocument(tx, document, [asFinding(error)]);
  }
};
