import type { CanonicalDocument } from '../canonical/documents.ts';
import type { CanonicalPath } from './canonical-path.ts';
import { shapeOf } from './canonical-shapes.ts';
import type { CheckedCondition, CheckedMap, CheckedRule } from './checked-map.ts';
import { type MadePart, type Part, putAt, stepsIn, valueAt } from './document-values.ts';
import { fitLeaf } from './fit-leaf.ts';
import { type KeptReference, takeKept } from './kept.ts';
import { type Occurrence, occurrencesOf, piecesAt, textAt } from './occurrences.ts';
import { type Branch, type Piece, placeSegments } from './place-segments.ts';

/** What a rule could not do with what the message says. */
export interface MapFinding {
  readonly id: 'MAP_CODE_UNKNOWN' | 'MAP_VALUE_UNUSABLE' | 'MAP_PART_INCOMPLETE';
  readonly rule: number;
  readonly piece: Piece | undefined;
  readonly element: number;
  readonly value: string;
}

export interface ReadByMap {
  readonly document: CanonicalDocument;
  readonly kept: readonly KeptReference[];
  readonly findings: readonly MapFinding[];
}

/** Lays what a map reads in a message over the document that the standard mapping read there. */
export const readByMap = (map: CheckedMap, pieces: readonly Piece[], standard: CanonicalDocument): ReadByMap => {
  const root = placeSegments(map.structure.grammar, pieces);
  const document: Part = structuredClone({ ...standard });
  const runs = map.rules.flatMap((rule) => run(rule, root, document, standard.kind));
  const findings = [...runs.flatMap(({ finding }) => finding ?? []), ...withoutIncomplete(runs)];
  const kept = takeKept(document);
  // Rules put only what the shapes of the documents allow.
  return { document: document as unknown as CanonicalDocument, kept, findings };
};

/** What one rule did at one place: it found something, or made parts to hold what it read. */
interface Run {
  readonly finding?: MapFinding | undefined;
  readonly made: readonly MadePart[];
  /** Said of parts that no rule made whole. */
  readonly incomplete: MapFinding;
}

const run = (rule: CheckedRule, root: Branch, document: Part, kind: CanonicalDocument['kind']): Run[] => {
  const path = rule.paths.get(kind);
  if (!rule.reads || !path) return [];
  const shape = rule.each ? memberShape(kind, rule.each.list) : shapeOf(kind);
  return occurrencesOf(rule, root, document).map((occurrence) => {
    const { value, piece, finding } = readValue(rule, path, occurrence);
    const made = value === undefined ? [] : putAt(occurrence.part, shape, stepsIn(path), value);
    return { finding, made, incomplete: findingAt('MAP_PART_INCOMPLETE', rule, piece, String(value)) };
  });
};

/** Takes parts out again that nothing made whole, the innermost first. */
const withoutIncomplete = (runs: readonly Run[]): MapFinding[] =>
  runs.toReversed().flatMap(({ made, incomplete }) =>
    made.toReversed().flatMap(({ part, needs, remove }) => {
      if (needs.every((name) => part[name] !== undefined)) return [];
      remove();
      return [incomplete];
    }),
  );

const memberShape = (kind: CanonicalDocument['kind'], list: string): ReturnType<typeof shapeOf> => {
  const member = shapeOf(kind).get(list);
  return member?.is === 'list' ? member.of : new Map();
};

const findingAt = (id: MapFinding['id'], rule: CheckedRule, piece: Piece | undefined, value: string): MapFinding => ({
  id,
  rule: rule.n,
  piece,
  element: rule.place?.slot?.element ?? 0,
  value,
});

export interface ReadValue {
  readonly value?: string | number;
  readonly piece?: Piece | undefined;
  readonly finding?: MapFinding;
}

/** What one rule reads; nothing where the message says nothing. */
export const readValue = (rule: CheckedRule, path: CanonicalPath, occurrence: Occurrence): ReadValue => {
  if (rule.when && !holds(rule.when, occurrence)) return {};
  const { fixed, codes } = rule.rule;
  const otherwise = rule.rule.default;
  const found = fixed === undefined ? elementOf(rule, occurrence) : { text: fixed, piece: undefined };
  const { text, piece } = found;
  const unusable = { finding: findingAt('MAP_VALUE_UNUSABLE', rule, piece, text) };
  if (text === '') {
    if (otherwise === undefined) return {};
    const value = fitLeaf(path.leaf, otherwise);
    return value === undefined ? unusable : { value, piece };
  }
  const stepped = fixed ?? rule.steps.reduce<string | undefined>((value, { read }) => value && read(value), text);
  const coded = codes && stepped !== undefined ? own(codes, stepped) : stepped;
  if (codes && stepped !== undefined && coded === undefined && otherwise === undefined) {
    return { finding: findingAt('MAP_CODE_UNKNOWN', rule, piece, text) };
  }
  const said = coded === undefined ? otherwise : pointed(rule, path, coded);
  const value = said === undefined ? undefined : fitLeaf(path.leaf, said);
  return value === undefined ? unusable : { value, piece };
};

/** Only numeric elements of EDIFACT may have a decimal comma (ISO 9735-1); elsewhere `1,234` may be a thousand. */
const pointed = ({ place, rule }: CheckedRule, { leaf }: CanonicalPath, text: string): string =>
  place?.slot?.decimalComma && !rule.codes && leaf.is === 'value' && leaf.type === 'decimal'
    ? text.replace(',', '.')
    : text;

const own = (codes: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(codes, code) ? codes[code] : undefined;

/** The first segment there that says something, and what stands at the other places joined behind it. */
const elementOf = (
  { place, concat }: CheckedRule,
  occurrence: Occurrence,
): { text: string; piece?: Piece | undefined } => {
  const slot = place?.slot;
  if (!place || !slot) return { text: '' };
  const piece = piecesAt(place, occurrence).find((one) => textAt(one, slot) !== '');
  const more = concat.map((other) => {
    const at = other.slot;
    return at
      ? (piecesAt(other, occurrence)
          .map((one) => textAt(one, at))
          .find(Boolean) ?? '')
      : '';
  });
  return { text: [textAt(piece, slot), ...more].filter(Boolean).join(' '), piece };
};

export const holds = ({ path, place, is }: CheckedCondition, occurrence: Occurrence): boolean => {
  const slot = place?.slot;
  const values = slot
    ? piecesAt(place, occurrence).map((piece) => textAt(piece, slot))
    : [
        path
          ? (valueAt(path.steps[0]?.of === 'each' ? occurrence.part : occurrence.document, stepsIn(path)) ?? '')
          : '',
      ];
  return values.some((value) => (is === undefined ? value !== '' : value === is));
};
