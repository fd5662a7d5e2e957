import type { Party } from '../envelope.ts';
import type { InterchangeResult } from '../result.ts';

/** Sender and receiver of the answer. An interchange whose ids are unreadable is still answered: to ZZ:UNKNOWN. */
export const addressedBack = (received: InterchangeResult): { sender: Party; receiver: Party } => ({
  sender: mended(received.receiverQualifier, received.receiver),
  receiver: mended(received.senderQualifier, received.sender),
});

const mended = (qualifier: string, id: string): Party => ({
  qualifier: /^[A-Z0-9]{2}$/.test(qualifier) ? qualifier : 'ZZ',
  id: /^(?!.*[*~>^])[\x21-\x7e]([\x20-\x7e]{0,13}[\x21-\x7e])?$/.test(id) ? id : 'UNKNOWN',
});
