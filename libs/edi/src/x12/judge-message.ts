import type { Problems, Severities } from '../findings/problem.ts';
import { type MapOf, mapMessage } from '../maps/map-message.ts';
import { piecesOfX12 } from '../maps/segments-as-pieces.ts';
import { withStandardCodes } from '../maps/standard-codes.ts';
import { type MessageResult, type Problem, verdictOf } from '../result.ts';
import type { Depth } from '../structure/depth.ts';
import { isoDate } from './calendar.ts';
import type { JudgeMessage, RawMessage } from './envelope.ts';
import { type TableVersion, tableVersion } from './envelope-headers.ts';
import { type Loop, matchStructure } from './match-structure.ts';
import { messageOfType, type SupportedMessage } from './messages/registry.ts';
import type { Segment } from './segment.ts';
import { validateElements } from './validate-elements.ts';
import { validateHierarchy } from './validate-hierarchy.ts';

export interface ReadOptions {
  /** Offset of times that state none, `Z` (default) or `+08:00`. */
  localOffset?: string;
  /** Default `documents`. */
  depth?: Depth;
  /** What weighs more or less with this partner. A code that is only noted leaves the set without a document. */
  severities?: Severities;
  /** Sets that are read by the tables of another version than GS08 names: `{ '850': '005010' }`. */
  versions?: Readonly<Record<string, string>>;
  /** The partner's own mapping, laid over the standard one. */
  map?: MapOf;
}

/** Checks one transaction set against its grammar and element tables; translates it when nothing rejects it. */
export const judgeMessage =
  (options: ReadOptions): JudgeMessage =>
  (raw, problems) => {
    const st = raw.segments[0] as Segment;
    const depth = options.depth ?? 'documents';
    const version = tableVersion(options.versions?.[st.at(1)] ?? raw.versionCode);
    const map = depth === 'envelope' || !version ? undefined : options.map?.(st.at(1), raw.versionCode.slice(0, 6));
    const pieces = (segments: readonly Segment[]) => piecesOfX12(segments, version as TableVersion);
    const own = withStandardCodes(map, raw.segments, pieces, (segment, { element, component }, code) =>
      segment.saying(element, component, code),
    );
    const message = { ...raw, segments: own };
    const supported = depth === 'envelope' ? undefined : findSupported(message, st, problems);
    const root = supported && version && message.whole ? validate(message, supported, version, problems) : null;
    const verdict = root || depth === 'envelope' ? verdictOf(problems.list) : 'rejected';
    const result: MessageResult = {
      type: st.at(1),
      version: message.versionCode.slice(0, 6),
      control: st.at(2),
      verdict,
      segments: message.segments.length,
      byteOffset: st.start,
      errors: problems.list,
      document: null,
    };
    if (!root || !supported || verdict === 'rejected' || depth !== 'documents') return result;
    if (problems.list.some(isUntranslatable)) return result;
    const reading = { root, groupDate: isoDate(message.groupDate), localOffset: options.localOffset ?? 'Z', problems };
    const standard = { ...result, document: supported.file.read(reading) };
    return mapMessage(map, () => pieces(own), own, problems, standard);
  };

/** The translation knows the codes that the set closes, and no others. */
const isUntranslatable = ({ code }: Problem): boolean => code === 'ELEMENT_INVALID_CODE';

const findSupported = (message: RawMessage, st: Segment, problems: Problems): SupportedMessage | undefined => {
  const type = st.at(1);
  const supported = messageOfType(type);
  if (!/^\d{3}$/.test(type)) problems.at('MESSAGE_TYPE_INVALID', st, { element: 1 });
  else if (!supported) problems.at('MESSAGE_TYPE_NOT_SUPPORTED', st, { element: 1 });
  else if (supported.file.functionalId !== message.functionalId) {
    problems.at('GS_FUNCTIONAL_ID_MISMATCH', st, { element: 1, found: message.functionalId, expected: type });
  }
  return supported;
};

const validate = (
  { segments }: RawMessage,
  { grammar, codes }: SupportedMessage,
  version: TableVersion,
  problems: Problems,
): Loop => {
  const last = segments.at(-1) as Segment;
  const closed = last.id === 'SE' && segments.length > 1;
  const root = matchStructure(grammar[version], segments.slice(1, closed ? -1 : undefined), problems, last);
  for (const segment of segments) validateElements(segment, version, codes, problems);
  validateHierarchy(
    segments.filter((segment) => segment.id === 'HL'),
    problems,
  );
  return root;
};
