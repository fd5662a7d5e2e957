import type { Located, Problems } from '../findings/problem.ts';
import { type GrammarNode, segmentIds } from './grammar.ts';

/** One occurrence of a loop or segment group: its own segments in order (the opening one first) and those inside it. */
export interface Loop<S extends Located> {
  id: string;
  segments: S[];
  loops: Loop<S>[];
}

interface Frame<S extends Located> {
  node: GrammarNode;
  loop: Loop<S>;
  /** Where in the node's children the walk stands, and how often the child there has occurred. */
  at: number;
  count: number;
}

/** How a syntax names a segment that its grammar does not hold. */
export type NameStranger = (id: string) => 'SEGMENT_NOT_IN_SET' | 'SEGMENT_UNKNOWN' | 'SEGMENT_NOT_IN_MESSAGE';

/**
 * Walks the segments between a message's header and trailer along the grammar, innermost loop first and never
 * backwards, and builds the tree of loops. A segment that fits nowhere is reported and left out.
 */
export const matchStructure = <S extends Located>(
  grammar: GrammarNode,
  body: readonly S[],
  problems: Problems,
  end: S,
  stranger: NameStranger,
): Loop<S> => new StructureWalk<S>(grammar, problems, stranger).walk(body, end);

class StructureWalk<S extends Located> {
  private readonly known: Set<string>;
  private readonly root: Loop<S> = { id: '', segments: [], loops: [] };
  private readonly frames: Frame<S>[];
  /** Ids that came at the wrong place: not reported a second time as missing. */
  private readonly misplaced = new Set<string>();

  constructor(
    grammar: GrammarNode,
    private readonly problems: Problems,
    private readonly stranger: NameStranger,
  ) {
    this.known = knownIds(grammar);
    this.frames = [{ node: grammar, loop: this.root, at: 0, count: 0 }];
  }

  walk(body: readonly S[], end: S): Loop<S> {
    for (const segment of body) if (!this.place(segment)) this.refuse(segment);
    while (this.frames.length > 0) this.leave(end);
    return this.root;
  }

  private place(segment: S): boolean {
    let full: { depth: number; child: number } | null = null;
    for (let depth = this.frames.length - 1; depth >= 0; depth--) {
      const frame = this.frames[depth] as Frame<S>;
      const candidates = frame.node.index?.get(segment.id);
      if (!candidates) continue;
      for (const child of candidates) {
        // A loop opens once: its first segment again is the next occurrence, which the frame outside decides.
        if (child < frame.at || (child === 0 && depth > 0)) continue;
        const node = (frame.node.children as GrammarNode[])[child] as GrammarNode;
        if (child > frame.at || frame.count < node.max) {
          this.enter(depth, child, segment);
          return true;
        }
        full ??= { depth, child };
      }
    }
    if (!full) return false;
    const node = this.nodeAt(full.depth, full.child);
    this.problems.at(node.children ? 'LOOP_TOO_MANY' : 'SEGMENT_TOO_MANY', segment, { expected: node.max });
    this.enter(full.depth, full.child, segment);
    return true;
  }

  private nodeAt(depth: number, child: number): GrammarNode {
    return ((this.frames[depth] as Frame<S>).node.children as GrammarNode[])[child] as GrammarNode;
  }

  private enter(depth: number, child: number, segment: S): void {
    while (this.frames.length - 1 > depth) this.leave(segment);
    const frame = this.frames[depth] as Frame<S>;
    if (child > frame.at) {
      this.reportMissing(frame, child, segment);
      frame.at = child;
      frame.count = 0;
    }
    frame.count++;
    const node = this.nodeAt(depth, child);
    if (node.path !== undefined) segment.group = node.path;
    if (!node.children) {
      frame.loop.segments.push(segment);
      return;
    }
    const loop: Loop<S> = { id: node.id, segments: [segment], loops: [] };
    frame.loop.loops.push(loop);
    this.frames.push({ node, loop, at: 0, count: 1 });
  }

  private leave(next: S): void {
    const frame = this.frames.pop() as Frame<S>;
    this.reportMissing(frame, (frame.node.children as GrammarNode[]).length, next);
  }

  /** Mandatory children that the walk passes without having seen one; the missing segment was due before `next`. */
  private reportMissing(frame: Frame<S>, until: number, next: S): void {
    const children = frame.node.children as GrammarNode[];
    for (let i = frame.count > 0 ? frame.at + 1 : frame.at; i < until; i++) {
      const child = children[i] as GrammarNode;
      if (!child.mandatory || this.misplaced.has(child.id)) continue;
      this.problems.add('SEGMENT_MISSING', {
        segment: child.id,
        segmentPosition: next.position,
        byteOffset: next.start,
        ...(child.path === undefined ? {} : { group: child.path }),
      });
    }
  }

  private refuse(segment: S): void {
    if (this.known.has(segment.id)) {
      this.misplaced.add(segment.id);
      this.problems.at('SEGMENT_OUT_OF_ORDER', segment);
    } else {
      const place = { segment: segment.id.slice(0, 10), segmentPosition: segment.position, byteOffset: segment.start };
      this.problems.add(this.stranger(segment.id), place);
    }
  }
}

const idsOf = new WeakMap<GrammarNode, Set<string>>();
const knownIds = (grammar: GrammarNode): Set<string> => {
  const ids = idsOf.get(grammar) ?? segmentIds(grammar);
  idsOf.set(grammar, ids);
  return ids;
};

export const segmentOf = <S extends Located>(loop: Loop<S>, id: string): S | undefined =>
  loop.segments.find((s) => s.id === id);

export const segmentsOf = <S extends Located>(loop: Loop<S>, id: string): S[] =>
  loop.segments.filter((s) => s.id === id);

export const loopsOf = <S extends Located>(loop: Loop<S>, id: string): Loop<S>[] =>
  loop.loops.filter((l) => l.id === id);

/** Segments of this id in the loop itself or opening a loop inside it: releases differ in which it is (TD3, PID). */
export const allOf = <S extends Located>(loop: Loop<S>, id: string): S[] => [
  ...segmentsOf(loop, id),
  ...loopsOf(loop, id).map((l) => l.segments[0] as S),
];
