import type { Problems } from '../findings/problem.ts';
import type { GrammarNode } from '../structure/grammar.ts';
import { type Loop as LoopOf, matchStructure as match } from '../structure/match-structure.ts';
import type { Segment } from './segment.ts';
import { isKnownSegment } from './segment-ids.ts';

export { allOf, loopsOf, segmentOf, segmentsOf } from '../structure/match-structure.ts';

export type Loop = LoopOf<Segment>;

export const matchStructure = (
  grammar: GrammarNode,
  body: readonly Segment[],
  problems: Problems,
  end: Segment,
): Loop => match(grammar, body, problems, end, (id) => (isKnownSegment(id) ? 'SEGMENT_NOT_IN_SET' : 'SEGMENT_UNKNOWN'));
