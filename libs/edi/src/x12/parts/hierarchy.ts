import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';

/** One HL with its way up. */
export interface Level {
  loop: Loop;
  /** HL03: S shipment, O order, P pack, I item. */
  code: string;
  /** The level itself or the nearest one above it that has this segment. */
  nearest(segment: string): Loop | undefined;
}

/** HL loops in order; parents are found by HL02, never by position. */
export const levelsOf = (root: Loop): Level[] => {
  const byId = new Map<string, Loop>();
  return loopsOf(root, 'HL').map((loop) => {
    const hl = segmentOf(loop, 'HL');
    byId.set(hl?.at(1) ?? '', loop);
    const nearest = (id: string): Loop | undefined => {
      let at: Loop | undefined = loop;
      while (at && !segmentOf(at, id)) at = byId.get(segmentOf(at, 'HL')?.at(2) ?? '');
      return at;
    };
    return { loop, code: hl?.at(3) ?? '', nearest };
  });
};
