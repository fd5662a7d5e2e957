import type { Place, Qualifier } from './bind-place.ts';
import type { CheckedRule } from './checked-map.ts';
import { membersOf, type Part } from './document-values.ts';
import type { Anchor, Slot } from './message-structure.ts';
import { type Branch, openingOf, type Piece } from './place-segments.ts';

/** One time that a rule is run: once for the message, or once for each member of a list and the loop that says it. */
export interface Occurrence {
  readonly branch: Branch;
  /** So many loops of a place lie outside `branch`. */
  readonly depth: number;
  readonly document: Part;
  /** The document, or the member of the list. */
  readonly part: Part;
}

export const textAt = (piece: Piece | undefined, { element, component }: Slot): string =>
  piece?.values[element - 1]?.[component - 1] ?? '';

export const qualifies = (piece: Piece | undefined, where: readonly Qualifier[]): boolean =>
  where.every(({ slot, is }) => textAt(piece, slot) === is);

export const branchesIn = ({ items }: Branch): Branch[] => items.flatMap(({ branch }) => (branch ? [branch] : []));

/** The loops that say the members of a list, in order. */
const anchored = (root: Branch, { loops, where }: Anchor): Branch[] =>
  loops
    .reduce((open, id) => open.flatMap((branch) => branchesIn(branch).filter(({ node }) => node.id === id)), [root])
    .filter((branch) => !where || openingOf(branch)?.values[where.element - 1]?.[0] === where.is);

export const occurrencesOf = ({ each }: CheckedRule, root: Branch, document: Part): Occurrence[] => {
  if (!each) return [{ branch: root, depth: 0, document, part: document }];
  const members = membersOf(document, each.list);
  return anchored(root, each).flatMap((branch, i) => {
    const part = members[i];
    return part ? [{ branch, depth: each.loops.length, document, part }] : [];
  });
};

/** The loops that a place lies in, as far as there are such. */
export const branchesAt = (place: Place, { branch, depth }: Occurrence): Branch[] => {
  const outer = place.loops[depth - 1];
  if (outer && !qualifies(openingOf(branch), outer.where)) return [];
  return place.loops
    .slice(depth)
    .reduce(
      (open, { node, where }) =>
        open.flatMap((one) =>
          branchesIn(one).filter((inner) => inner.node === node && qualifies(openingOf(inner), where)),
        ),
      [branch],
    );
};

export const piecesNamed = ({ items }: Branch, id: string): Piece[] =>
  items.flatMap(({ piece }) => (piece?.id === id ? [piece] : []));

/** The segments that a place means. */
export const piecesAt = (place: Place, occurrence: Occurrence): Piece[] =>
  branchesAt(place, occurrence).flatMap((branch) => {
    if (place.opens) return openingOf(branch) ?? [];
    return piecesNamed(branch, place.segment).filter((piece) => qualifies(piece, place.where));
  });
