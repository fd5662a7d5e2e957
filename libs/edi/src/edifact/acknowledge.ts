import type { Envelope } from '../envelope.ts';
import type { AcknowledgeWhen } from '../knowledge.ts';
import type { GroupResult, InterchangeResult, MessageResult, Problem } from '../result.ts';
import type { Syntax } from './encode-segments.ts';
import { errorCodeOf } from './error-codes.ts';
import { Sink } from './message.ts';
import { composeEdifact, type EdifactWriteOptions, withHeader } from './write.ts';

/** Control reference and time come from the ledger and the clock of the caller. */
export type ControlEnvelope = Pick<Envelope, 'control' | 'at' | 'date' | 'time'> & {
  /** How the partner's files are written; the syntax is that of the interchange answered. */
  writing?: EdifactWriteOptions;
};

/** DE 0083 */
const rejected = '4';
const acknowledged = '7';
/** What stands in for a mandatory element that the interchange left out or wrote unreadably. */
const absent = '0';
const maxSegments = 999;
const maxElements = 99;

const isError = ({ severity }: Problem): boolean => severity === 'error';

/** An acknowledgement is never acknowledged: neither a CONTRL alone nor one among other messages. */
const isAcknowledgement = ({ type }: MessageResult): boolean => type === 'CONTRL';

/** No CONTRL answers an interchange of CONTRLs, nor one whose sender or reference cannot be quoted back. */
export const owesControl = (received: InterchangeResult, when: AcknowledgeWhen = 'always'): boolean => {
  const { sender, control, groups, acknowledgementRequested, verdict } = received;
  const messages = groups.flatMap((group) => group.messages);
  if (when === 'never' || sender === '' || control === '' || messages.some(isAcknowledgement)) return false;
  if (when === 'always' || (when === 'requested' && acknowledgementRequested)) return true;
  return verdict === 'rejected' || [...groups, ...messages].some((part) => part.verdict === 'rejected');
};

/**
 * The CONTRL that answers an interchange (ISO 9735-4), in the syntax version received: 7 for what is accepted, 4 for
 * what is not, with the first error of the level and, for messages, the segments (UCS) and elements (UCD) in error.
 * @param received one that is owed a CONTRL
 */
export const acknowledgeEdifact = (received: InterchangeResult, envelope: ControlEnvelope): Uint8Array => {
  const sink = new Sink('');
  // Messages that stand in no group have no UCF: what is wrong between them is wrong with the interchange.
  const outside = received.groups.filter((group) => group.functionalId === null).flatMap((group) => group.errors);
  const refused = [...received.errors, ...outside].find(isError);
  sink.add(
    'UCI',
    fit(received.control, 14),
    [fit(received.sender, 35), fit(received.senderQualifier, 4, '')],
    [fit(received.receiver, 35), fit(received.receiverQualifier, 4, '')],
    refused ? rejected : acknowledged,
    refused && errorCodeOf(refused),
    refused && serviceTag(refused),
    refused && elementPlace(refused),
  );
  if (!refused) for (const group of received.groups) answerGroup(sink, group);
  const four = received.version.endsWith(':4');
  const identifier = four ? ['CONTRL', '4', '1', 'UN'] : ['CONTRL', 'D', '3', 'UN'];
  const syntax: Syntax = four ? 'UNOW:4' : 'UNOC:3';
  const { writing, ...numbered } = envelope;
  return composeEdifact(
    {
      ...numbered,
      sender: { qualifier: fit(received.receiverQualifier, 4, ''), id: fit(received.receiver, 35) },
      receiver: { qualifier: fit(received.senderQualifier, 4, ''), id: fit(received.sender, 35) },
      test: received.test,
    },
    [withHeader(identifier, String(writing?.firstMessage ?? 1), sink.segments)],
    { ...writing, syntax, onForeign: 'blank' },
  );
};

/** Groups are answered by their UCF, messages outside groups by their UCM alone. */
const answerGroup = (sink: Sink, group: GroupResult): void => {
  const refused = group.errors.find(isError);
  if (group.functionalId !== null) {
    sink.add(
      'UCF',
      fit(group.control, 14),
      fit(group.sender, 35),
      fit(group.receiver, 35),
      refused ? rejected : acknowledged,
      refused && errorCodeOf(refused),
      refused && serviceTag(refused),
      refused && elementPlace(refused),
    );
  }
  if (!refused) for (const message of group.messages) answerMessage(sink, message);
};

const answerMessage = (sink: Sink, message: MessageResult): void => {
  const errors = message.verdict === 'rejected' ? message.errors.filter(isError) : [];
  const ofService = errors.find((p) => serviceTag(p) !== undefined);
  const [status = absent, release = absent] = message.version.split('.');
  sink.add(
    'UCM',
    fit(message.control, 14),
    [fit(message.type, 6), fit(status, 3), fit(release, 3), 'UN'],
    message.verdict === 'rejected' ? rejected : acknowledged,
    ofService && errorCodeOf(ofService),
    ofService && serviceTag(ofService),
    ofService && elementPlace(ofService),
  );
  answerSegments(
    sink,
    errors.filter((p) => serviceTag(p) === undefined && p.segmentPosition !== null),
  );
};

/** UCS: position of the segment, UNH being 1, with the error of the segment as a whole; UCD: the elements beneath. */
const answerSegments = (sink: Sink, problems: readonly Problem[]): void => {
  const bySegment = Map.groupBy(problems, (p) => p.segmentPosition as number);
  const positions = [...bySegment.keys()].sort((a, b) => a - b).slice(0, maxSegments);
  for (const position of positions) {
    const found = bySegment.get(position) as Problem[];
    const whole = found.find((p) => p.element === null);
    sink.add('UCS', String(position), whole && errorCodeOf(whole));
    for (const p of found.filter(({ element }) => element !== null).slice(0, maxElements)) {
      sink.add('UCD', errorCodeOf(p), elementPlace(p));
    }
  }
};

const serviceTags = ['UNB', 'UNG', 'UNH', 'UNT', 'UNE', 'UNZ'];

/** DE 0013: the service segment in error. */
const serviceTag = ({ segment }: Problem): string | undefined =>
  segment !== null && serviceTags.includes(segment) ? segment : undefined;

/** S011: position of the element in its segment, the tag counted as 1, and of the component in it. */
const elementPlace = ({ element, component }: Problem): string[] =>
  element === null ? [] : [String(element + 1), ...(component === null ? [] : [String(component)])];

/** What a broken interchange calls itself, made to fit the element that quotes it. */
const fit = (text: string, max: number, otherwise = absent): string =>
  text.replace(/[^\x21-\x7e]/g, '').slice(0, max) || otherwise;
