import type { GrammarNode } from '../structure/grammar.ts';
import type { Complain } from './map-problem.ts';
import type { MessageStructure, Slot } from './message-structure.ts';
import { type ElementName, parseSegmentPath, type SegmentPath } from './segment-path.ts';

/** A value that a segment has to have. */
export interface Qualifier {
  readonly slot: Slot;
  readonly is: string;
}

/** A loop on the way to a place. */
export interface LoopStep {
  readonly node: GrammarNode;
  /** Which child of the loop around it. */
  readonly child: number;
  /** What its opening segment has to say. */
  readonly where: readonly Qualifier[];
  /** It says a member of a list: no rule opens one more. */
  readonly isMember: boolean;
}

/** A place in a message, held against its structure. */
export interface Place {
  readonly text: string;
  /** Outermost first. */
  readonly loops: readonly LoopStep[];
  readonly segment: string;
  /** Which child of the innermost loop; 0 is the segment that opens it. */
  readonly child: number;
  readonly opens: boolean;
  readonly mandatory: boolean;
  /** Of the segment, where it opens no loop. */
  readonly where: readonly Qualifier[];
  /** Undefined where the whole segment is meant. */
  readonly slot: Slot | undefined;
}

interface Step {
  readonly node: GrammarNode;
  readonly child: number;
}

const childrenOf = (node: GrammarNode): readonly GrammarNode[] => node.children ?? [];

const loopsIn = (node: GrammarNode): Step[] =>
  childrenOf(node).flatMap((child, i) => (child.children ? [{ node: child, child: i }] : []));

/** Where the path leads in this message; undefined where it leads nowhere, which is said. */
export const bindPlace = (structure: MessageStructure, text: string, complain: Complain): Place | undefined => {
  const path = parseSegmentPath(text, structure.syntax);
  if (!path) {
    complain('at-syntax', { value: text });
    return undefined;
  }
  const steps = loopsOf(structure, path, complain);
  const end = steps && segmentIn(structure, steps, path.target.segment, complain);
  if (!end) return undefined;
  const slot = path.target.parts.length > 0 ? slotOf(structure, path.target, complain) : undefined;
  if (path.target.parts.length > 0 && !slot) return undefined;
  const where = qualifiersOf(structure, path, end.steps, complain);
  if (!where) return undefined;
  const { segment } = path.target;
  return {
    text,
    loops: end.steps.map((step, i) => ({
      ...step,
      where: where.get(step.node.id) ?? [],
      isMember: saysMembers(structure, end.steps.slice(0, i + 1)),
    })),
    segment,
    child: end.child,
    opens: end.opens,
    mandatory: end.mandatory,
    where: end.opens ? [] : (where.get(segment) ?? []),
    slot,
  };
};

const saysMembers = ({ anchors }: MessageStructure, steps: readonly Step[]): boolean =>
  anchors.some(({ loops }) => steps.every(({ node }, i) => loops[i] === node.id));

/** The last name may be the segment itself, where it opens no loop: `PO1>REF/REF02`. */
const loopsOf = (structure: MessageStructure, path: SegmentPath, complain: Complain): Step[] | undefined => {
  const steps: Step[] = [];
  for (const [i, name] of path.loops.entries()) {
    const node = steps.at(-1)?.node ?? structure.grammar;
    const next = loopsIn(node).find((loop) => structure.isCalled(loop.node, name));
    if (next) steps.push(next);
    else if (i < path.loops.length - 1 || name !== path.target.segment) {
      const expected = loopsIn(node).map((loop) => loop.node.path?.split('/').at(-1) ?? loop.node.id);
      complain('loop-unknown', { value: name, expected: [...new Set(expected)].join(' ') });
      return undefined;
    }
  }
  return steps;
};

interface End {
  readonly steps: Step[];
  readonly child: number;
  readonly opens: boolean;
  readonly mandatory: boolean;
}

/** The segment opens the innermost loop, stands in it, or opens one loop more, which need not be named. */
const segmentIn = (
  structure: MessageStructure,
  steps: Step[],
  segment: string,
  complain: Complain,
): End | undefined => {
  const inner = steps.at(-1)?.node;
  if (inner?.id === segment) return { steps, child: 0, opens: true, mandatory: true };
  const children = childrenOf(inner ?? structure.grammar);
  const child = children.findIndex(({ id }) => id === segment);
  const node = children[child];
  if (!node) {
    complain('segment-unknown', { value: segment });
    return undefined;
  }
  if (!node.children) return { steps, child, opens: false, mandatory: node.mandatory };
  return { steps: [...steps, { node, child }], child: 0, opens: true, mandatory: false };
};

const slotOf = (structure: MessageStructure, name: ElementName, complain: Complain): Slot | undefined => {
  const slot = structure.slotOf(name);
  if (!slot) complain('element-unknown', { value: name.text });
  return slot;
};

/** By the segment they speak of. */
const qualifiersOf = (
  structure: MessageStructure,
  path: SegmentPath,
  steps: readonly Step[],
  complain: Complain,
): Map<string, Qualifier[]> | undefined => {
  const segments = new Set([path.target.segment, ...steps.map(({ node }) => node.id)]);
  const found = new Map<string, Qualifier[]>();
  for (const { element, is } of path.where) {
    const slot = slotOf(structure, element, complain);
    if (!slot) return undefined;
    if (!segments.has(element.segment)) {
      complain('condition-elsewhere', { value: element.text });
      return undefined;
    }
    if (is.length > slot.max) complain('too-long', { value: is, expected: element.text });
    found.set(element.segment, [...(found.get(element.segment) ?? []), { slot, is }]);
  }
  return found;
};
