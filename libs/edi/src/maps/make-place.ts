import { DomainError } from '@tradeloom/kernel';
import type { LoopStep, Place, Qualifier } from './bind-place.ts';
import type { CheckedRule } from './checked-map.ts';
import type { Slot } from './message-structure.ts';
import { branchesAt, branchesIn, type Occurrence, piecesNamed, qualifies, textAt } from './occurrences.ts';
import { type Branch, insert, openingOf, type Piece } from './place-segments.ts';

/** What a rule cannot write, with its number, path and place. */
export const refuseRule = (rule: CheckedRule, code: string, en: string, zh: string, value: string): DomainError =>
  new DomainError(
    `edi.map.${code}`,
    { en: `Rule ${rule.n} of the map: ${en}`, zh: `映射规则 ${rule.n}：${zh}` },
    { rule: rule.n, path: rule.rule.path ?? '', at: rule.rule.at ?? '', value },
  );

/** @param text '' empties the element */
export const set = (piece: Piece, { element, component }: Slot, text: string): void => {
  while (piece.values.length < element) piece.values.push([]);
  const components = [...(piece.values[element - 1] as string[])];
  while (components.length < component) components.push('');
  components[component - 1] = text;
  piece.values[element - 1] = components;
};

const fresh = (id: string, where: readonly Qualifier[]): Piece => {
  const piece: Piece = { id, values: [], position: 0 };
  for (const { slot, is } of where) set(piece, slot, is);
  return piece;
};

/** The first qualifier says which segment it is; what it leaves open can be said by it. */
const agrees = (piece: Piece | undefined, where: readonly Qualifier[]): boolean =>
  piece !== undefined &&
  where.every(({ slot, is }, i) => textAt(piece, slot) === is || (i > 0 && textAt(piece, slot) === ''));

const qualify = (rule: CheckedRule, piece: Piece, where: readonly Qualifier[]): Piece => {
  for (const { slot, is } of where) {
    const there = textAt(piece, slot);
    if (there !== '' && there !== is) {
      throw refuseRule(
        rule,
        'place-taken',
        `${rule.place?.text} is taken by "${there}"`,
        `${rule.place?.text} 已被"${there}"占用`,
        there,
      );
    }
    set(piece, slot, is);
  }
  return piece;
};

/** The segments that a value is written into; made where there is none. */
export const piecesFor = (rule: CheckedRule, place: Place, occurrence: Occurrence): Piece[] => {
  const { branch: start, depth } = occurrence;
  const outer = place.loops[depth - 1];
  const opening = openingOf(start);
  if (outer && opening) {
    if (place.opens && place.loops.length === depth) return [qualify(rule, opening, outer.where)];
    if (!qualifies(opening, outer.where)) return [];
  }
  return loopsFor(rule, place, occurrence).flatMap((branch) => pieceIn(rule, place, branch) ?? []);
};

/** One that says so already, or can; a new one where there is none. */
const pieceIn = (rule: CheckedRule, place: Place, branch: Branch): Piece | undefined => {
  if (place.opens) return openingOf(branch);
  const there = piecesNamed(branch, place.segment);
  const same = there.find((piece) => qualifies(piece, place.where));
  if (same) return same;
  const [only, ...more] = there;
  const isSole = more.length === 0 && branch.node.children?.[place.child]?.max === 1;
  const open = isSole ? only : there.find((piece) => agrees(piece, place.where));
  if (open) return qualify(rule, open, place.where);
  const piece = fresh(place.segment, place.where);
  insert(branch, { child: place.child, piece });
  return piece;
};

/** The loops that a place lies in; as many of them as are missing are opened. */
const loopsFor = (rule: CheckedRule, place: Place, { branch, depth, ...rest }: Occurrence): Branch[] => {
  for (let known = place.loops.length; known >= depth; known--) {
    const outer = { ...place, loops: place.loops.slice(0, known) };
    const there = known === depth ? [branch] : branchesAt(outer, { branch, depth, ...rest });
    if (there.length === 0) continue;
    const missing = place.loops.slice(known);
    if (missing.some(({ isMember }) => isMember)) return [];
    return there.map((start) => missing.reduce((outside, loop) => loopIn(rule, loop, outside), start));
  }
  return [];
};

/** One that says so already, or can; a new one where there is none. */
const loopIn = (rule: CheckedRule, { node, child, where }: LoopStep, outside: Branch): Branch => {
  const open = branchesIn(outside).find((one) => one.node === node && agrees(openingOf(one), where));
  const opening = open && openingOf(open);
  if (opening) {
    qualify(rule, opening, where);
    return open;
  }
  const branch: Branch = { node, items: [{ child: 0, piece: fresh(node.id, where) }] };
  insert(outside, { child, branch });
  return branch;
};
