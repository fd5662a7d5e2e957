import type { AcknowledgedMessage, AcknowledgedSegment, FunctionalAcknowledgement } from '../../canonical/documents.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';

/*
 * 997 Functional Acknowledgment: what the receiver's translator says about one group.
 *
 *   AK1  01 functional id (GS01), 02 group control (GS06)
 *   AK2  01 set type, 02 set control
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

type GroupOutcome = FunctionalAcknowledgement['outcome'];
type MessageOutcome = AcknowledgedMessage['outcome'];

/** DE 717 and 715. M, W, X refuse for reasons of security. */
const messageCodes: Readonly<Record<MessageOutcome, readonly string[]>> = {
  accepted: ['A'],
  'accepted-with-errors': ['E'],
  rejected: ['R', 'M', 'W', 'X'],
};
const groupCodes: Readonly<Record<GroupOutcome, readonly string[]>> = { ...messageCodes, 'partially-accepted': ['P'] };

const outcomeOf = <O extends string>(codes: Readonly<Record<O, readonly string[]>>, code: string): O =>
  (Object.keys(codes) as O[]).find((outcome) => codes[outcome].includes(code)) as O;

export const functionalAcknowledgement997: MessageFile<FunctionalAcknowledgement> = {
  type: '997',
  functionalId: 'FA',
  kind: 'functional-acknowledgement',
  grammar,
  codes: { AK501: Object.values(messageCodes).flat(), AK901: Object.values(groupCodes).flat() },

  read({ root }) {
    const [ak1, ak9] = [segmentOf(root, 'AK1') as Segment, segmentOf(root, 'AK9') as Segment];
    return {
      kind: 'functional-acknowledgement',
      functionalId: ak1.at(1),
      groupControl: ak1.at(2),
      outcome: outcomeOf(groupCodes, ak9.at(1)),
      declaredMessages: Number(ak9.at(2)),
      receivedMessages: Number(ak9.at(3)),
      acceptedMessages: Number(ak9.at(4)),
      groupErrors: textsFrom(ak9, 5),
      messages: loopsOf(root, 'AK2').map(readMessage),
    };
  },

  write(ack, out) {
    out.add('AK1', ack.functionalId, ack.groupControl);
    for (const message of ack.messages) writeMessage(out, message);
    const counts = [ack.declaredMessages, ack.receivedMessages, ack.acceptedMessages].map(String);
    out.add('AK9', groupCodes[ack.outcome][0], ...counts, ...ack.groupErrors);
  },
};

const textsFrom = (segment: Segment, from: number): string[] =>
  segment.elements.flatMap((_, n) => (n >= from && segment.at(n) !== '' ? [segment.at(n)] : []));

const readMessage = (loop: Loop): AcknowledgedMessage => {
  const [ak2, ak5] = [loop.segments[0] as Segment, segmentOf(loop, 'AK5') as Segment];
  return {
    type: ak2.at(1),
    control: ak2.at(2),
    outcome: outcomeOf(messageCodes, ak5.at(1)),
    errors: textsFrom(ak5, 2),
    segments: loopsOf(loop, 'AK3').map(readSegment),
  };
};

const readSegment = (loop: Loop): AcknowledgedSegment => {
  const ak3 = loop.segments[0] as Segment;
  return {
    segment: ak3.at(1),
    position: Number(ak3.at(2)),
    errors: textsFrom(ak3, 4),
    elements: segmentsOf(loop, 'AK4').map((ak4) => ({
      position: Number(ak4.component(1, 1)),
      ...optional('component', numberAt(ak4, 2)),
      ...optional('repetition', numberAt(ak4, 3)),
      ...optional('number', ak4.at(2)),
      error: ak4.at(3),
      ...optional('value', ak4.at(4)),
    })),
  };
};

const numberAt = (ak4: Segment, component: number): number | undefined =>
  ak4.component(1, component) === '' ? undefined : Number(ak4.component(1, component));

const writeMessage = (out: Sink, message: AcknowledgedMessage): void => {
  out.add('AK2', message.type, message.control);
  for (const segment of message.segments) {
    out.add('AK3', segment.segment, String(segment.position), '', ...segment.errors);
    for (const { position, component, repetition, number, error, value } of segment.elements) {
      const place = [position, component ?? '', repetition ?? ''].map(String);
      out.add('AK4', (repetition ?? component) ? place : place[0], number, error, value);
    }
  }
  out.add('AK5', messageCodes[message.outcome][0], ...message.errors);
};
