import type { CheckedMap, CheckedRule } from './checked-map.ts';
import type { Slot } from './message-structure.ts';
import { type Occurrence, piecesAt, textAt } from './occurrences.ts';
import { type Branch, type Piece, placeSegments } from './place-segments.ts';

/** A rule without a path: the partner's codes at an element stand for the standard's. */
export const isOfCodes = ({ rule }: Pick<CheckedRule, 'rule'>): boolean =>
  rule.path === undefined && rule.codes !== undefined;

/** The whole message, for a rule that is run at each place there is. */
export const everywhere = (branch: Branch): Occurrence => ({ branch, depth: 0, document: {}, part: {} });

/**
 * The segments of a message with the standard's codes where the partner has his own, so that they are checked and read
 * as the standard's. A code that the map does not have is left as it is.
 */
export const withStandardCodes = <Segment extends { readonly position: number }>(
  map: CheckedMap | undefined,
  segments: readonly Segment[],
  pieces: (segments: readonly Segment[]) => readonly Piece[],
  say: (segment: Segment, slot: Slot, code: string) => Segment,
): readonly Segment[] => {
  const rules = map?.rules.filter((rule) => rule.reads && isOfCodes(rule)) ?? [];
  if (!map || rules.length === 0) return segments;
  const message = everywhere(placeSegments(map.structure.grammar, pieces(segments)));
  const said = new Map(segments.map((segment) => [segment.position, segment]));
  for (const { place, rule } of rules) {
    const slot = place?.slot;
    if (!slot) continue;
    const codes = new Map(Object.entries(rule.codes ?? {}));
    for (const piece of piecesAt(place, message)) {
      const code = codes.get(textAt(piece, slot));
      const segment = said.get(piece.position);
      if (code !== undefined && segment) said.set(piece.position, say(segment, slot, code));
    }
  }
  return segments.map((segment) => said.get(segment.position) ?? segment);
};
