import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';

/** One HL with the order it belongs to. */
export interface Level {
  loop: Loop;
  /** HL03: S shipment, O order, P pack, I item. */
  code: string;
  /** PRF01 of the level itself or of the nearest one above it; '' when none states an order. */
  orderNumber: string;
}

/** HL loops in order; parents are found by HL02, never by position. */
export const levelsOf = (root: Loop): Level[] => {
  const orders = new Map<string, string>();
  return loopsOf(root, 'HL').map((loop) => {
    const hl = segmentOf(loop, 'HL');
    const orderNumber = segmentOf(loop, 'PRF')?.at(1) ?? orders.get(hl?.at(2) ?? '') ?? '';
    orders.set(hl?.at(1) ?? '', orderNumber);
    return { loop, code: hl?.at(3) ?? '', orderNumber };
  });
};
