export interface Draw {
  /** 1 to `most` */
  upTo(most: number): number;
  pick<T>(from: readonly T[]): T;
}

/** The same seed draws the same (mulberry32). */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most: number): number => 1 + Math.floor(next() * most);
  return { upTo, pick: (from) => from[upTo(from.length) - 1] as (typeof from)[number] };
};
