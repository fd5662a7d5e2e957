import { isoDate } from '../calendar.ts';
import type { Problems, Severities } from '../findings/problem.ts';
import { type MapOf, mapMessage } from '../maps/map-message.ts';
import { piecesOfEdifact } from '../maps/segments-as-pieces.ts';
import { withStandardCodes } from '../maps/standard-codes.ts';
import { type MessageResult, type Problem, verdictOf } from '../result.ts';
import type { Depth } from '../structure/depth.ts';
import { matchStructure } from '../structure/match-structure.ts';
import { controlSchema, isKnownType, type MessageSchema, nearestDirectory, schemaOf } from './directories/catalogue.ts';
import type { JudgeMessage, RawMessage } from './envelope.ts';
import { versionOf } from './envelope-headers.ts';
import type { Loop, MessageReader } from './message.ts';
import { contrl } from './messages/contrl.ts';
import { messageOfType } from './messages/registry.ts';
import type { Segment } from './segment.ts';
import { validateElements, validateForDocument } from './validate-elements.ts';

export interface ReadOptions {
  /** Offset of times that state none, `Z` (default) or `+08:00`. */
  localOffset?: string;
  /** Default `documents`. */
  depth?: Depth;
  /** What weighs more or less with this partner. A code that is only noted leaves the message without a document. */
  severities?: Severities;
  /** Messages that are read by another directory than they name: `{ ORDERS: 'D.01B' }`. */
  versions?: Readonly<Record<string, string>>;
  /** The partner's own mapping, laid over the standard one. */
  map?: MapOf;
}

const controlType = 'CONTRL';

/** Checks one message against its directory; translates it when nothing rejects it. */
export const judgeMessage =
  (options: ReadOptions): JudgeMessage =>
  (raw, problems) => {
    const unh = raw.segments[0] as Segment;
    const type = unh.at(2, 1);
    const depth = options.depth ?? 'documents';
    const { version } = versionOf(unh, 2, 2);
    const map = depth === 'envelope' ? undefined : options.map?.(type, version);
    const own = withStandardCodes(map, raw.segments, piecesOfEdifact, (segment, { element, component }, code) =>
      segment.saying(element, component, code),
    );
    const message = { ...raw, segments: own };
    const schema = depth === 'envelope' ? undefined : findSchema(unh, type, options.versions?.[type], problems);
    const file = type === controlType ? contrl : messageOfType(type);
    const root = schema && message.whole ? validate(message, schema, file, problems) : null;
    const verdict = root || depth === 'envelope' ? verdictOf(problems.list) : 'rejected';
    const result: MessageResult = {
      type,
      version,
      control: unh.at(1, 1),
      verdict,
      segments: message.segments.length,
      byteOffset: unh.start,
      errors: problems.list,
      document: null,
    };
    if (!root || !file || verdict === 'rejected' || depth !== 'documents') return result;
    if (problems.list.some(isUntranslatable)) return result;
    const reading = {
      root,
      header: root.segments[0] as Segment,
      interchangeDate: isoDate(message.interchangeDate),
      localOffset: options.localOffset ?? 'Z',
      problems,
    };
    const standard = { ...result, document: file.read(reading) };
    return mapMessage(map, () => piecesOfEdifact(own), own, problems, standard);
  };

/** The translation knows the codes that the message closes, and no others. */
const isUntranslatable = ({ code }: Problem): boolean => code === 'ELEMENT_INVALID_CODE';

/** The tables of UNH S009, or of the nearest directory there is. */
const findSchema = (
  unh: Segment,
  type: string,
  agreed: string | undefined,
  problems: Problems,
): MessageSchema | undefined => {
  if (!/^[A-Z]{6}$/.test(type)) {
    problems.at('UNH_TYPE_INVALID', unh, { element: 2, component: 1 });
    return undefined;
  }
  if (type === controlType) return controlSchema;
  const version = agreed ?? versionOf(unh, 2, 2).version;
  const place = { element: 2, component: 2, byteOffset: unh.offsetOf(2, 2), value: version };
  const directory = nearestDirectory(version);
  if (!directory) problems.at('VERSION_NOT_SUPPORTED', unh, place);
  else if (!isKnownType(type)) problems.at('MESSAGE_NOT_SUPPORTED', unh, { element: 2, component: 1, value: type });
  else {
    const schema = schemaOf(type, directory);
    if (!schema) problems.at('MESSAGE_NOT_IN_DIRECTORY', unh, { ...place, value: type, expected: directory.name });
    else if (directory.name !== version) {
      problems.at('VERSION_READ_BY_NEAREST', unh, { ...place, found: version, expected: directory.name });
    }
    return schema;
  }
  return undefined;
};

const validate = (
  { segments }: RawMessage,
  { grammar, segments: tables }: MessageSchema,
  file: MessageReader | undefined,
  problems: Problems,
): Loop => {
  const last = segments.at(-1) as Segment;
  const closed = last.id === 'UNT' && segments.length > 1;
  const body = segments.slice(1, closed ? -1 : undefined);
  const root = matchStructure(grammar, body, problems, last, () => 'SEGMENT_NOT_IN_MESSAGE');
  for (const segment of body) validateElements(segment, tables, problems);
  if (file) validateForDocument(body, file.codes, file.needs, problems);
  return root;
};
