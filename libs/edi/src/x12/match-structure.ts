import { type GrammarNode, segmentIds } from './grammar.ts';
import type { Problems } from './problem.ts';
import type { Segment } from './segment.ts';
import { isKnownSegment } from './segment-ids.ts';

/** One occurrence of a loop: its own segments in order (the opening one first) and the loops inside it. */
export interface Loop {
  id: string;
  segments: Segment[];
  loops: Loop[];
}

interface Frame {
  node: GrammarNode;
  loop: Loop;
  /** Where in the node's children the walk stands, and how often the child there has occurred. */
  at: number;
  count: number;
}

/**
 * Walks the segments between ST and SE along the grammar, innermost loop first and never backwards, and builds the
 * tree of loops. A segment that fits nowhere is reported and left out.
 */
export const matchStructure = (
  grammar: GrammarNode,
  body: readonly Segment[],
  problems: Problems,
  end: Segment,
): Loop => new StructureWalk(grammar, problems).walk(body, end);

class StructureWalk {
  private readonly known: Set<string>;
  private readonly root: Loop = { id: '', segments: [], loops: [] };
  private readonly frames: Frame[];
  /** Ids that came at the wrong place: not reported a second time as missing. */
  private readonly misplaced = new Set<string>();

  constructor(
    grammar: GrammarNode,
    private readonly problems: Problems,
  ) {
    this.known = knownIds(grammar);
    this.frames = [{ node: grammar, loop: this.root, at: 0, count: 0 }];
  }

  walk(body: readonly Segment[], end: Segment): Loop {
    for (const segment of body) if (!this.place(segment)) this.refuse(segment);
    while (this.frames.length > 0) this.leave(end);
    return this.root;
  }

  private place(segment: Segment): boolean {
    let full: { depth: number; child: number } | null = null;
    for (let depth = this.frames.length - 1; depth >= 0; depth--) {
      const frame = this.frames[depth] as Frame;
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
    return ((this.frames[depth] as Frame).node.children as GrammarNode[])[child] as GrammarNode;
  }

  private enter(depth: number, child: number, segment: Segment): void {
    while (this.frames.length - 1 > depth) this.leave(segment);
    const frame = this.frames[depth] as Frame;
    if (child > frame.at) {
      this.reportMissing(frame, child, segment);
      frame.at = child;
      frame.count = 0;
    }
    frame.count++;
    const node = this.nodeAt(depth, child);
    if (!node.children) {
      frame.loop.segments.push(segment);
      return;
    }
    const loop: Loop = { id: node.id, segments: [segment], loops: [] };
    frame.loop.loops.push(loop);
    this.frames.push({ node, loop, at: 0, count: 1 });
  }

  private leave(next: Segment): void {
    const frame = this.frames.pop() as Frame;
    this.reportMissing(frame, (frame.node.children as GrammarNode[]).length, next);
  }

  /** Mandatory children that the walk passes without having seen one; the missing segment was due before `next`. */
  private reportMissing(frame: Frame, until: number, next: Segment): void {
    const children = frame.node.children as GrammarNode[];
    for (let i = frame.count > 0 ? frame.at + 1 : frame.at; i < until; i++) {
      const child = children[i] as GrammarNode;
      if (!child.mandatory || this.misplaced.has(child.id)) continue;
      this.problems.add('SEGMENT_MISSING', {
        segment: child.id,
        segmentPosition: next.position,
        byteOffset: next.start,
      });
    }
  }

  private refuse(segment: Segment): void {
    if (this.known.has(segment.id)) {
      this.misplaced.add(segment.id);
      this.problems.at('SEGMENT_OUT_OF_ORDER', segment);
    } else {
      const place = { segment: segment.id.slice(0, 10), segmentPosition: segment.position, byteOffset: segment.start };
      this.problems.add(isKnownSegment(segment.id) ? 'SEGMENT_NOT_IN_SET' : 'SEGMENT_UNKNOWN', place);
    }
  }
}

const idsOf = new WeakMap<GrammarNode, Set<string>>();
const knownIds = (grammar: GrammarNode): Set<string> => {
  const ids = idsOf.get(grammar) ?? segmentIds(grammar);
  idsOf.set(grammar, ids);
  return ids;
};

export const segmentOf = (loop: Loop, id: string): Segment | undefined => loop.segments.find((s) => s.id === id);

export const segmentsOf = (loop: Loop, id: string): Segment[] => loop.segments.filter((s) => s.id === id);

export const loopsOf = (loop: Loop, id: string): Loop[] => loop.loops.filter((l) => l.id === id);

/** Segments of this id in the loop itself or opening a loop inside it: releases differ in which it is (TD3, PID). */
export const allOf = (loop: Loop, id: string): Segment[] => [
  ...segmentsOf(loop, id),
  ...loopsOf(loop, id).map((l) => l.segments[0] as Segment),
];
