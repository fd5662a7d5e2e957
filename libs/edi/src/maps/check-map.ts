import type { CanonicalDocument } from '../canonical/documents.ts';
import { bindPlace, type Place } from './bind-place.ts';
import { type CanonicalPath, canonicalPath } from './canonical-path.ts';
import { checkDirection } from './check-direction.ts';
import { checkShape } from './check-shape.ts';
import { checkTypes } from './check-types.ts';
import { type CheckedCondition, type CheckedMap, type CheckedRule, isIn } from './checked-map.ts';
import { type Complain, type MapProblem, MapProblems } from './map-problem.ts';
import { type Anchor, type MessageStructure, structureOf } from './message-structure.ts';
import type { Condition, MapRule, PartnerMap } from './partner-map.ts';
import { stepOf } from './steps.ts';

export type MapCheck =
  | { readonly map: CheckedMap; readonly problems: readonly [] }
  | { readonly map: null; readonly problems: readonly MapProblem[] };

/** Holds a map (any JSON) against the message, its segments and elements, and the documents it stands for. */
export const checkMap = (given: unknown): MapCheck => {
  const problems = new MapProblems();
  const map = checkShape(given, problems);
  const structure = map && structureOf(map.message, map.version);
  if (map && !structure) problems.add(0, 'message', 'unknown-message', { value: `${map.message} ${map.version}` });
  if (!map || !structure) return { map: null, problems: problems.list };
  const rules = map.rules.map((rule, i) => (problems.has(i + 1) ? null : checkRule(structure, rule, i + 1, problems)));
  const checked = rules.filter((rule) => rule !== null);
  checkPlaces(checked, problems);
  if (problems.list.length > 0) return { map: null, problems: problems.list };
  return { map: { ...named(map), structure, rules: checked }, problems: [] };
};

const named = ({ message, version }: PartnerMap): Pick<PartnerMap, 'message' | 'version'> => ({ message, version });

/** Of two rules that write the same place always, one would be in vain. */
const checkPlaces = (rules: readonly CheckedRule[], problems: MapProblems): void => {
  const written = new Map<string, number>();
  for (const { n, rule, place, writes } of rules) {
    if (!place || !writes || rule.when || rule.omit || rule.path === undefined) continue;
    const before = written.get(place.text);
    if (before !== undefined) problems.add(n, 'at', 'place-taken', { value: place.text, expected: String(before) });
    written.set(place.text, n);
  }
};

const checkRule = (
  structure: MessageStructure,
  rule: MapRule,
  n: number,
  problems: MapProblems,
): CheckedRule | null => {
  const paths = rule.path === undefined ? new Map() : pathsOf(structure, rule.path, problems.in(n, 'path'));
  const place = rule.at === undefined ? undefined : elementAt(structure, rule.at, rule, problems.in(n, 'at'));
  const concat = (rule.concat ?? []).map((at, i) => elementAt(structure, at, rule, problems.in(n, `concat[${i}]`)));
  const when = rule.when && conditionOf(structure, rule.when, problems.in(n, 'when'));
  if (problems.has(n)) return null;
  const [path] = paths.values() as Iterable<CanonicalPath>;
  const draft = {
    n,
    rule,
    paths,
    path,
    place,
    concat: concat.filter((one) => one !== undefined),
    steps: (rule.apply ?? []).flatMap((step) => stepOf(step) ?? []),
    when,
    each: path && anchorOf(structure, path, problems.in(n, 'path')),
  };
  if (problems.has(n)) return null;
  checkLoops(draft, problems.in(n, 'at'));
  const ways = checkDirection(structure, draft, problems);
  checkTypes(structure, { ...draft, ...ways }, problems);
  return { ...draft, ...ways };
};

const pathFaults = {
  syntax: 'path-syntax',
  unknown: 'path-unknown',
  list: 'path-list',
  selector: 'path-selector',
  'not-a-value': 'path-no-value',
} as const;

/** The path in every kind of document that has it; one must. */
const pathsOf = (
  { kinds }: MessageStructure,
  text: string,
  complain: Complain,
): Map<CanonicalDocument['kind'], CanonicalPath> => {
  const found = new Map<CanonicalDocument['kind'], CanonicalPath>();
  const faults = kinds.flatMap((kind) => {
    const path = canonicalPath(kind, text);
    if (typeof path === 'string') return [path];
    found.set(kind, path);
    return [];
  });
  const [fault] = faults;
  if (found.size === 0 && fault) complain(pathFaults[fault], { value: text });
  return found;
};

const elementAt = (
  structure: MessageStructure,
  text: string,
  { omit }: MapRule,
  complain: Complain,
): Place | undefined => {
  const place = bindPlace(structure, text, complain);
  if (place && !place.slot && !omit) complain('element-missing', { value: text });
  return place;
};

const conditionOf = (
  structure: MessageStructure,
  { path, at, is }: Condition,
  complain: Complain,
): CheckedCondition => {
  const [checked] = path === undefined ? [] : [...pathsOf(structure, path, complain).values()];
  const place = at === undefined ? undefined : bindPlace(structure, at, complain);
  if (place && !place.slot) complain('element-missing', { value: place.text });
  return { path: checked, place, is };
};

const anchorOf = (structure: MessageStructure, path: CanonicalPath, complain: Complain): Anchor | undefined => {
  const lists = path.steps.filter(({ of }) => of === 'each');
  if (lists.length === 0) return undefined;
  const anchor = structure.anchors.find(({ list }) => path.steps[0]?.of === 'each' && path.steps[0].name === list);
  if (!anchor || lists.length > 1) complain('path-not-bound', { value: path.text });
  return anchor;
};

const checkLoops = (
  { each, place, concat, path, when }: Pick<CheckedRule, 'each' | 'place' | 'concat' | 'path' | 'when'>,
  complain: Complain,
): void => {
  const places = [place, ...concat].filter((one) => one !== undefined);
  if (!each) {
    if (when?.path?.steps.some(({ of }) => of === 'each')) complain('path-list', { value: when.path.text });
    return;
  }
  for (const one of places) {
    if (!isIn(each, one)) complain('other-loop', { value: path?.text ?? '', expected: each.loops.join('>') });
  }
};
