import { newId, type Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { asFinding, type Finding, type ReceivedDocument, refuse } from './refusal.rules.ts';
import { Refusals } from './refusal.table.ts';

export interface PartnerDocument {
  readonly partner: string;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly ref: ReceivedDocument | undefined;
}

const nowhere: ReceivedDocument = {
  interchangeId: '',
  messageControl: '',
  messageType: '',
  groupControl: '',
  position: 0,
};

/** Tells a partner why his document, or a part of it, is not acted on. */
export const refuseDocument = async (
  tx: Tx,
  { partner, receiver, documentNumber, ref = nowhere }: PartnerDocument,
  findings: readonly Finding[],
  orderId = '',
): Promise<void> => {
  const { interchangeId, messageControl, messageType, groupControl, position } = ref;
  const place = { interchangeId, messageControl, messageType, groupControl, position };
  await tx.add(Refusals, refuse({ id: newId(), partner, receiver, documentNumber, ref: place, findings }, orderId));
};

/** Runs a decision on a partner's document; a business "no" becomes a finding, any other error stays one. */
export const tryDocument = async (
  place: Readonly<Record<string, string>>,
  act: () => Promise<unknown>,
): Promise<Finding | null> => {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return asFinding(error, place);
    throw error;
  }
};
