import type {
  AcknowledgedContext,
  AcknowledgedElement,
  AcknowledgedMessage,
  AcknowledgedSegment,
  FunctionalAcknowledgement,
} from '../../canonical/documents.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type Element, optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';

/** How a set names its notes: AK3, AK4, AK5 in the 997, IK3, IK4, IK5 in the 999. */
export type NotePrefix = 'AK' | 'IK';

type GroupOutcome = FunctionalAcknowledgement['outcome'];
type MessageOutcome = AcknowledgedMessage['outcome'];

/** DE 717 and 715. M, W, X refuse for reasons of security. */
const messageCodes: Readonly<Record<MessageOutcome, readonly string[]>> = {
  accepted: ['A'],
  'accepted-with-errors': ['E'],
  rejected: ['R', 'M', 'W', 'X'],
};
const groupCodes: Readonly<Record<GroupOutcome, readonly string[]>> = { ...messageCodes, 'partially-accepted': ['P'] };

export const messageOutcomeCodes = Object.values(messageCodes).flat();
export const groupOutcomeCodes = Object.values(groupCodes).flat();

const outcomeOf = <O extends string>(codes: Readonly<Record<O, readonly string[]>>, code: string): O =>
  (Object.keys(codes) as O[]).find((outcome) => codes[outcome].includes(code)) as O;

export const readAcknowledgement = (
  root: Loop,
  prefix: NotePrefix,
): Omit<FunctionalAcknowledgement, 'kind' | 'set'> => {
  const [ak1, ak9] = [segmentOf(root, 'AK1') as Segment, segmentOf(root, 'AK9') as Segment];
  return {
    functionalId: ak1.at(1),
    groupControl: ak1.at(2),
    ...optional('version', ak1.at(3)),
    outcome: outcomeOf(groupCodes, ak9.at(1)),
    declaredMessages: Number(ak9.at(2)),
    receivedMessages: Number(ak9.at(3)),
    acceptedMessages: Number(ak9.at(4)),
    groupErrors: textsFrom(ak9, 5),
    messages: loopsOf(root, 'AK2').map((loop) => readMessage(loop, prefix)),
  };
};

const textsFrom = (segment: Segment, from: number): string[] =>
  segment.elements.flatMap((_, n) => (n >= from && segment.at(n) !== '' ? [segment.at(n)] : []));

const readMessage = (loop: Loop, prefix: NotePrefix): AcknowledgedMessage => {
  const [ak2, end] = [loop.segments[0] as Segment, segmentOf(loop, `${prefix}5`) as Segment];
  return {
    type: ak2.at(1),
    control: ak2.at(2),
    ...optional('implementation', ak2.at(3)),
    outcome: outcomeOf(messageCodes, end.at(1)),
    errors: textsFrom(end, 2),
    segments: loopsOf(loop, `${prefix}3`).map((note) => readSegment(note, prefix)),
  };
};

const readSegment = (loop: Loop, prefix: NotePrefix): AcknowledgedSegment => {
  const note = loop.segments[0] as Segment;
  const id = `${prefix}4`;
  return {
    segment: note.at(1),
    position: Number(note.at(2)),
    errors: textsFrom(note, 4),
    ...contextsOf(loop),
    elements: [
      ...segmentsOf(loop, id).map(readElement),
      ...loopsOf(loop, id).map((inner) => ({ ...readElement(inner.segments[0] as Segment), ...contextsOf(inner) })),
    ],
  };
};

const readElement = (note: Segment): AcknowledgedElement => ({
  position: Number(note.component(1, 1)),
  ...optional('component', numberIn(note.component(1, 2))),
  ...optional('repetition', numberIn(note.component(1, 3))),
  ...optional('number', note.at(2)),
  error: note.at(3),
  ...optional('value', note.at(4)),
});

const numberIn = (text: string): number | undefined => (text === '' ? undefined : Number(text));

const contextsOf = (loop: Loop): { contexts?: AcknowledgedContext[] } => {
  const contexts = segmentsOf(loop, 'CTX').flatMap(readContext);
  return contexts.length > 0 ? { contexts } : {};
};

/** CTX01 may repeat: each repetition is a context of its own at the same place. */
const readContext = (ctx: Segment): AcknowledgedContext[] =>
  ctx.repetitions(1).map(([name = '', value]) => ({
    name,
    ...optional('value', value),
    ...optional('segment', ctx.at(2)),
    ...optional('position', numberIn(ctx.at(3))),
    ...optional('loop', ctx.at(4)),
    ...optional('element', numberIn(ctx.component(5, 1))),
    ...optional('component', numberIn(ctx.component(5, 2))),
    ...optional('repetition', numberIn(ctx.component(5, 3))),
  }));

export const writeAcknowledgement = (out: Sink, ack: FunctionalAcknowledgement, prefix: NotePrefix): void => {
  out.add('AK1', ack.functionalId, ack.groupControl, ack.version);
  for (const message of ack.messages) {
    out.add('AK2', message.type, message.control, message.implementation);
    for (const segment of message.segments) writeSegment(out, segment, prefix);
    out.add(`${prefix}5`, messageCodes[message.outcome][0], ...message.errors);
  }
  const counts = [ack.declaredMessages, ack.receivedMessages, ack.acceptedMessages].map(String);
  out.add('AK9', groupCodes[ack.outcome][0], ...counts, ...ack.groupErrors);
};

const writeSegment = (out: Sink, segment: AcknowledgedSegment, prefix: NotePrefix): void => {
  out.add(`${prefix}3`, segment.segment, String(segment.position), '', ...segment.errors);
  writeContexts(out, segment.contexts);
  for (const { position, component, repetition, number, error, value, contexts } of segment.elements) {
    out.add(`${prefix}4`, placeOf(position, component, repetition), number, error, value);
    writeContexts(out, contexts);
  }
};

const writeContexts = (out: Sink, contexts: readonly AcknowledgedContext[] = []): void => {
  for (const { name, value, segment, position, loop, element, component, repetition } of contexts) {
    const place = element === undefined ? undefined : placeOf(element, component, repetition);
    out.add('CTX', value === undefined ? name : [name, value], segment, textOf(position), loop, place);
  }
};

/** C030: element, component, repetition. */
const placeOf = (position: number, component?: number, repetition?: number): Element =>
  (repetition ?? component) === undefined
    ? String(position)
    : [String(position), textOf(component) ?? '', ...(repetition === undefined ? [] : [String(repetition)])];

const textOf = (n: number | undefined): string | undefined => (n === undefined ? undefined : String(n));
