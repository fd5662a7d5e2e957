import type { AcknowledgedMessage, AcknowledgedSegment, FunctionalAcknowledgement } from '../canonical/documents.ts';
import { codeOf } from '../findings/problem-codes.ts';
import type { GroupResult, InterchangeResult, MessageResult, Problem } from '../result.ts';
import { addressedBack } from './addressed-back.ts';
import { tableVersion } from './envelope-headers.ts';
import { composeInterchange, type WriteOptions } from './write.ts';

/** Control numbers and the time come from the ledger and the clock of the caller. */
export interface AckEnvelope {
  control: string | number;
  groupControl?: string | number;
  at?: Date;
  date?: string;
  time?: string;
  /** What the partner takes for groups of version 005010; below that there is only the 997. */
  set?: '997' | '999';
  /** Whether sets without any finding are named one by one (AK2, AK5), besides being counted; default true. */
  acceptedSets?: boolean;
  /** How the partner's files are written. */
  writing?: WriteOptions;
}

/** 997, 999: an acknowledgement is never acknowledged. */
const isAcknowledgement = (functionalId: string | null): boolean => functionalId === 'FA';

/**
 * Interchanges of 997s or 999s, one per version and pair of applications, each in the version of the groups it answers.
 * Nothing for a rejected interchange (its TA1 says why) and for groups of acknowledgements. Control numbers count on
 * from those given. Whatever the inbound bytes were, the answer is well-formed: what does not fit its element is cut.
 */
export const acknowledge = (received: InterchangeResult, envelope: AckEnvelope): Uint8Array[] =>
  answeredTogether(received).map((part, i) => {
    const control = Number(envelope.control) + i;
    const groupControl = Number(envelope.groupControl ?? envelope.control) + i;
    return acknowledgeTogether(part, { ...envelope, control, groupControl }).bytes;
  });

/** One such interchange. @param part of `answeredTogether` */
export const acknowledgeTogether = (
  part: InterchangeResult,
  envelope: AckEnvelope,
): { set: FunctionalAcknowledgement['set']; bytes: Uint8Array } => {
  const [first] = part.groups as [GroupResult];
  const version = ackVersion(first);
  const set = tableVersion(version) === '005010' ? (envelope.set ?? '997') : '997';
  const { sender, receiver } = addressedBack(part);
  const { bytes } = composeInterchange({
    envelope: {
      ...envelope,
      sender: { ...sender, ...application(first.receiver) },
      receiver: { ...receiver, ...application(first.sender) },
      test: part.test,
      version,
    },
    documents: part.groups.map((group) => functionalAcknowledgement(group, set, envelope.acceptedSets)),
    options: { ...envelope.writing, onDelimiter: { replaceWith: ' ' }, onForeign: 'blank' },
  });
  return { set, bytes };
};

/** What one interchange of acknowledgements can answer: groups of one version between the same two applications. */
export const answeredTogether = (received: InterchangeResult): InterchangeResult[] => {
  if (received.errors.some((p) => p.severity === 'error')) return [];
  const groups = received.groups.filter((group) => !isAcknowledgement(group.functionalId));
  const answers = Map.groupBy(groups, (group) => [ackVersion(group), group.sender, group.receiver].join('\n'));
  return [...answers.values()].map((members) => ({ ...received, groups: members }));
};

/** A group in a version that cannot be written is answered in 004010. */
const ackVersion = ({ version }: GroupResult): string => (/^00(40[1-9]|50[1-9])\d$/.test(version) ? version : '004010');

const application = (id: string): { applicationId?: string } =>
  /^[\w .-]{2,15}$/.test(id) ? { applicationId: id } : {};

/** What the 997 or 999 will say about one group. */
export const functionalAcknowledgement = (
  group: GroupResult,
  set: FunctionalAcknowledgement['set'] = '997',
  acceptedSets = true,
): FunctionalAcknowledgement => {
  const messages = group.messages.map((message) => acknowledgedMessage(message, set));
  const accepted = messages.filter((message) => message.outcome !== 'rejected').length;
  return {
    kind: 'functional-acknowledgement',
    set,
    functionalId: fit(group.functionalId ?? '', 2, 2, 'X'),
    groupControl: /^\d{1,9}$/.test(group.control) ? group.control : '0',
    ...(set === '999' ? { version: fit(group.versionCode, 1, 12, '0') } : {}),
    outcome: groupOutcome(group, messages, accepted),
    declaredMessages: Math.min(group.declaredMessages, 999_999),
    receivedMessages: messages.length,
    acceptedMessages: accepted,
    groupErrors: codesOf(group.errors, 'group').slice(0, 5),
    messages: acceptedSets ? messages : messages.filter(({ outcome }) => outcome !== 'accepted'),
  };
};

const groupOutcome = (
  group: GroupResult,
  messages: readonly AcknowledgedMessage[],
  accepted: number,
): FunctionalAcknowledgement['outcome'] => {
  if (group.errors.some((p) => p.severity === 'error')) return 'rejected';
  if (accepted < messages.length) return accepted === 0 ? 'rejected' : 'partially-accepted';
  return messages.some((m) => m.outcome !== 'accepted') ? 'accepted-with-errors' : 'accepted';
};

const acknowledgedMessage = (message: MessageResult, set: FunctionalAcknowledgement['set']): AcknowledgedMessage => {
  const problems = message.errors.filter(hasCode);
  const found = acknowledgedSegments(problems);
  const segments = set === '999' ? found.flatMap(oneErrorEach) : found;
  const errors = new Set(codesOf(problems, 'message'));
  if (segments.length > 0) errors.add(segmentsInError);
  const noted = problems.length > 0 ? 'accepted-with-errors' : 'accepted';
  return {
    type: fit(message.type, 3, 3, '0'),
    control: fit(message.control, 4, 9, '0'),
    outcome: message.verdict === 'rejected' ? 'rejected' : noted,
    errors: [...errors].slice(0, 5),
    segments,
  };
};

/** AK502 5: one or more segments in error. AK304 8: the segment has element errors. */
const segmentsInError = '5';
const elementsInError = '8';
const maxElementsPerSegment = 99;

/** AK3 in the order of the segments, their AK4 beneath. */
const acknowledgedSegments = (problems: readonly Problem[]): AcknowledgedSegment[] => {
  const located = problems.filter((p) => codeOf(p.code)?.segment ?? codeOf(p.code)?.element);
  const places = Map.groupBy(located, (p) => `${p.segmentPosition} ${p.segment}`);
  return [...places.values()]
    .map((found) => {
      const [first] = found as [Problem];
      const elements = found.flatMap(acknowledgedElement).slice(0, maxElementsPerSegment);
      const codes = [...codesOf(found, 'segment'), ...(elements.length > 0 ? [elementsInError] : [])];
      const segment = fit(first.segment ?? '', 2, 3, 'X');
      return { segment, position: first.segmentPosition ?? 1, errors: codes.slice(0, 5), elements };
    })
    .sort((a, b) => a.position - b.position);
};

/** An IK3 has room for one error: each gets its own, and that of the elements comes last. */
const oneErrorEach = (segment: AcknowledgedSegment): AcknowledgedSegment[] =>
  segment.errors.map((error) => ({
    ...segment,
    errors: [error],
    elements: error === elementsInError ? segment.elements : [],
  }));

const acknowledgedElement = (p: Problem): AcknowledgedSegment['elements'] => {
  const error = codeOf(p.code)?.element;
  if (!error || p.element === null || p.element > 99) return [];
  const value = printable(p.value ?? '');
  return [
    {
      position: p.element,
      ...(p.component === null ? {} : { component: p.component }),
      ...(p.repetition === null ? {} : { repetition: p.repetition }),
      ...(p.elementNumber === undefined ? {} : { number: p.elementNumber }),
      error,
      ...(value === '' ? {} : { value }),
    },
  ];
};

const printable = (value: string): string => value.replace(/[^\x20-\x7e\u00a0-\ufffc]|[*~>^]/gu, ' ').trim();

/** What a broken message calls itself, made to fit the element that quotes it. */
const fit = (text: string, min: number, max: number, pad: string): string =>
  text
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, max)
    .padEnd(min, pad);

const hasCode = (p: Problem): boolean => {
  const code = codeOf(p.code);
  return (code?.segment ?? code?.element ?? code?.message) !== undefined;
};

const codesOf = (problems: readonly Problem[], level: 'segment' | 'message' | 'group'): string[] => [
  ...new Set(problems.flatMap((p) => codeOf(p.code)?.[level] ?? [])),
];
