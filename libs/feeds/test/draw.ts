export interface Draw {
  below(limit: number): number;
  of<T>(all: readonly T[]): T;
}

/** mulberry32 */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, of: (all) => all[below(all.length)] as (typeof all)[number] };
};
