import type { FunctionalAcknowledgement } from '../../canonical/documents.ts';
import type { MessageFile } from '../message.ts';
import {
  groupOutcomeCodes,
  messageOutcomeCodes,
  readAcknowledgement,
  writeAcknowledgement,
} from '../parts/acknowledgements.ts';

/*
 * 999 Implementation Acknowledgment: the 997 of version 005010, which also speaks of the implementation guide.
 *
 *   AK1  01 functional id (GS01), 02 group control (GS06), 03 version (GS08)
 *   AK2  01 set type, 02 set control, 03 implementation guide (ST03)
 *   IK3  01 segment, 02 its position, 03 loop, 04 segment error (DE 620: 1..8 as in DE 720; I4 not used in the guide,
 *        I6 segment missing that the guide asks for, I7 loop and I8 segment below the guide's minimum)
 *   CTX  01 name and value of the business unit (CLM01>A37), or SITUATIONAL TRIGGER; 02..05 segment, position, loop and
 *        element that triggered the error
 *   IK4  01 element position, component, repetition, 02 data element number, 03 error (DE 621: 1..13 as in DE 723;
 *        I6 code, I10 element not used in the guide, I9 element missing that the guide asks for), 04 bad value
 *   IK5  01 A accepted, E accepted with errors, R rejected; 02..06 set errors (DE 618: as DE 718; I5 segments against
 *        the guide, I6 guide not supported)
 *   AK9  as in the 997 (DE 715, 716)
 *
 * The set came with 005010. Partners who send it in a group of version 004010 are read all the same.
 */
const structure = `
  AK1!
  (AK2!
    (IK3! CTX*10
      (IK4! CTX*10)*)*
    IK5!)*
  AK9!`;

export const implementationAcknowledgement999: MessageFile<FunctionalAcknowledgement> = {
  type: '999',
  functionalId: 'FA',
  kind: 'functional-acknowledgement',
  grammar: { '004010': structure, '005010': structure },
  codes: { IK501: messageOutcomeCodes, AK901: groupOutcomeCodes },

  read: ({ root }) => ({ kind: 'functional-acknowledgement', set: '999', ...readAcknowledgement(root, 'IK') }),

  write: (ack, out) => writeAcknowledgement(out, ack, 'IK'),
};
