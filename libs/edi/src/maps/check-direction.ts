import { type CheckedRule, isIn } from './checked-map.ts';
import type { MapProblems } from './map-problem.ts';
import type { MessageStructure } from './message-structure.ts';
import type { Direction } from './partner-map.ts';
import { isOfCodes } from './standard-codes.ts';

type Draft = Omit<CheckedRule, 'reads' | 'writes'>;

/** Which ways a rule goes: the one it says, or both where nothing is lost. What it says beside that is complained of. */
export const checkDirection = (
  structure: MessageStructure,
  draft: Draft,
  problems: MapProblems,
): Pick<CheckedRule, 'reads' | 'writes'> => {
  const { n, rule } = draft;
  for (const [what, way] of oneWay(draft)) {
    if (rule.direction !== undefined && rule.direction !== way) {
      problems.add(n, 'direction', 'one-way', { value: what, expected: way });
    }
  }
  const [obstacle] = obstacles(structure, draft);
  if (rule.direction === undefined && obstacle !== undefined) {
    problems.add(n, 'direction', 'not-both-ways', { value: obstacle });
  }
  if (rule.direction !== 'in' && !problems.has(n)) checkComplete(structure, draft, problems);
  return { reads: rule.direction !== 'out', writes: rule.direction !== 'in' };
};

/** What makes sense in one direction alone. */
const oneWay = ({ rule, when, path, place }: Draft): (readonly [string, Direction])[] => [
  ...(rule.omit ? [['omit', 'out'] as const] : []),
  ...(rule.concat ? [['concat', 'in'] as const] : []),
  ...(when?.place ? [['when.at', 'in'] as const] : []),
  ...(rule.fixed !== undefined && !path ? [['fixed', 'out'] as const] : []),
  ...(rule.fixed !== undefined && !place ? [['fixed', 'in'] as const] : []),
];

/** Why what is written would not be read back as what it was. */
const obstacles = (structure: MessageStructure, draft: Draft): string[] => {
  const { rule, steps, each, place } = draft;
  const ours = Object.values(rule.codes ?? {});
  return [
    ...oneWay(draft).map(([what]) => what),
    ...(rule.fixed === undefined ? [] : ['fixed']),
    ...(rule.default === undefined ? [] : ['default']),
    ...(new Set(ours).size < ours.length ? ['codes'] : []),
    ...steps.flatMap(({ reversible }, i) => (reversible ? [] : [`apply[${i}]`])),
    ...(!each && !isOfCodes(draft) && place && structure.anchors.some((anchor) => isIn(anchor, place)) ? ['at'] : []),
  ];
};

/** A segment that may have to be made needs what it cannot be without. */
const checkComplete = (structure: MessageStructure, { n, place, rule }: Draft, problems: MapProblems): void => {
  if (!place?.slot || rule.omit || isOfCodes({ rule })) return;
  const isAnchor = structure.anchors.some(({ loops }) => loops.at(-1) === place.segment && place.opens);
  if (place.mandatory && (!place.opens || place.loops.length === 0 || isAnchor)) return;
  const where = place.opens ? (place.loops.at(-1)?.where ?? []) : place.where;
  const said = new Set([place.slot.element, ...where.map(({ slot }) => slot.element)]);
  const missing = structure.mandatory(place.segment).filter((element) => !said.has(element));
  if (missing.length === 0) return;
  const expected = missing.map((element) => `${place.segment}${String(element).padStart(2, '0')}`).join(', ');
  problems.add(n, 'at', 'segment-incomplete', { value: place.segment, expected });
};
