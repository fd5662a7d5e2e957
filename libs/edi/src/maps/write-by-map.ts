import { decimal } from '@tradeloom/kernel';
import type { CanonicalDocument } from '../canonical/documents.ts';
import type { CanonicalPath } from './canonical-path.ts';
import type { CheckedMap, CheckedRule } from './checked-map.ts';
import { stepsIn, valueAt } from './document-values.ts';
import { type KeptReference, withKept } from './kept.ts';
import { piecesFor, refuseRule, set } from './make-place.ts';
import type { MapOf } from './map-message.ts';
import { type Occurrence, occurrencesOf, piecesAt, textAt } from './occurrences.ts';
import { omitPlace } from './omit-place.ts';
import { type Branch, type Piece, piecesOf, placeSegments } from './place-segments.ts';
import { holds, readValue } from './read-by-map.ts';
import { everywhere, isOfCodes } from './standard-codes.ts';

/** By which map a partner's messages are written, and what of his belongs into them. */
export interface WriteMap {
  readonly of: MapOf;
  readonly kept: readonly KeptReference[];
}

/**
 * Places what a map writes into the segments that the standard mapping wrote (without header and trailer of the
 * message).
 *
 * @throws DomainError `edi.map.value-unusable`, `edi.map.code-unknown`, `edi.map.place-taken`, `edi.map.not-the-same` (a
 *   rule of both ways would not read back what it wrote); facts name rule, path and place
 */
export const writeByMap = (
  map: CheckedMap,
  standard: CanonicalDocument,
  kept: readonly KeptReference[],
  pieces: readonly Piece[],
): Piece[] => {
  const root = placeSegments(map.structure.grammar, pieces);
  const document = withKept(standard, kept);
  const rules = map.rules.filter(
    ({ writes, paths, rule }) => writes && (rule.path === undefined || paths.has(standard.kind)),
  );
  for (const rule of rules) {
    if (isOfCodes(rule)) continue;
    for (const occurrence of occurrencesOf(rule, root, document))
      write(rule, rule.paths.get(standard.kind), occurrence);
  }
  for (const rule of rules) {
    const path = rule.paths.get(standard.kind);
    if (!rule.reads || !path) continue;
    for (const occurrence of occurrencesOf(rule, root, document)) mustReadBack(rule, path, occurrence);
  }
  // Last, as they are the first when it is read: other rules speak of the standard's codes.
  for (const rule of rules) if (isOfCodes(rule)) writeCodes(rule, root);
  return piecesOf(root);
};

const writeCodes = ({ place, rule }: CheckedRule, root: Branch): void => {
  const slot = place?.slot;
  if (!slot) return;
  for (const piece of piecesAt(place, everywhere(root))) {
    const code = Object.entries(rule.codes ?? {}).find(([, standard]) => standard === textAt(piece, slot))?.[0];
    if (code !== undefined) set(piece, slot, code);
  }
};

const write = (rule: CheckedRule, path: CanonicalPath | undefined, occurrence: Occurrence): void => {
  const { place } = rule;
  if (!place || (rule.when && !holds(rule.when, occurrence))) return;
  if (rule.rule.omit) omitPlace(place, occurrence);
  else if (place.slot) {
    const text = textFor(rule, path, occurrence);
    if (text !== undefined) for (const piece of piecesFor(rule, place, occurrence)) set(piece, place.slot, text);
  }
};

/** What the element has to say; undefined where the document says nothing. */
const textFor = (rule: CheckedRule, path: CanonicalPath | undefined, { part }: Occurrence): string | undefined => {
  const { fixed, codes } = rule.rule;
  if (fixed !== undefined) return fixed;
  const otherwise = rule.rule.default;
  const value = path && valueAt(part, stepsIn(path));
  if (value === undefined) return otherwise;
  const coded = codes ? Object.entries(codes).find(([, ours]) => ours === value)?.[0] : value;
  if (coded === undefined) {
    if (otherwise !== undefined) return otherwise;
    throw refuseRule(rule, 'code-unknown', `no code stands for "${value}"`, `"${value}"没有对应代码`, value);
  }
  const text = rule.steps.reduceRight<string | undefined>((said, step) => said && step.write(said), coded);
  if (text !== undefined && text !== '') return text;
  throw refuseRule(rule, 'value-unusable', `"${value}" cannot be said there`, `该处无法表达"${value}"`, value);
};

const mustReadBack = (rule: CheckedRule, path: CanonicalPath, occurrence: Occurrence): void => {
  if (rule.when && !holds(rule.when, occurrence)) return;
  const written = valueAt(occurrence.part, stepsIn(path)) ?? '';
  const { value, finding } = readValue(rule, path, occurrence);
  const read = String(value ?? '');
  if (!finding && (read === written || sameNumber(read, written))) return;
  throw refuseRule(
    rule,
    'not-the-same',
    `"${written}" would be read back as "${read}"`,
    `"${written}"会被读作"${read}"`,
    written,
  );
};

const sameNumber = (a: string, b: string): boolean =>
  [a, b].every((text) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) && decimal(a).equals(b);
