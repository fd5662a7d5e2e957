import type { FunctionalAcknowledgement } from '../../canonical/documents.ts';
import type { MessageFile } from '../message.ts';
import {
  groupOutcomeCodes,
  messageOutcomeCodes,
  readAcknowledgement,
  writeAcknowledgement,
} from '../parts/acknowledgements.ts';

/*
 * 997 Functional Acknowledgment: what the receiver's translator says about one group.
 *
 *   AK1  01 functional id (GS01), 02 group control (GS06), 03 version (GS08)
 *   AK2  01 set type, 02 set control, 03 implementation guide (ST03)
 *   AK3  01 segment, 02 its position, 04..08 segment errors (DE 720)
 *   AK4  01 element position, component, repetition, 02 data element number, 03 error (DE 723), 04 bad value
 *   AK5  01 A accepted, E accepted with errors, R rejected; 02..06 set errors (DE 718)
 *   AK9  01 A, E, P partially accepted, R; 02 sets declared, 03 received, 04 accepted; 05..09 group errors (DE 716)
 */
const grammar = {
  '004010': `
  AK1!
  (AK2!
    (AK3! AK4*99)*999999
    AK5!)*999999
  AK9!`,

  '005010': `
  AK1!
  (AK2!
    (AK3! AK4*99)*
    AK5!)*
  AK9!`,
};

export const functionalAcknowledgement997: MessageFile<FunctionalAcknowledgement> = {
  type: '997',
  functionalId: 'FA',
  kind: 'functional-acknowledgement',
  grammar,
  codes: { AK501: messageOutcomeCodes, AK901: groupOutcomeCodes },

  read: ({ root }) => ({ kind: 'functional-acknowledgement', set: '997', ...readAcknowledgement(root, 'AK') }),

  write: (ack, out) => writeAcknowledgement(out, ack, 'AK'),
};
