import type { Difference } from './difference.ts';

/** Two messages that have more to compare than this are compared place by place. */
const mostCompared = 4_000_000;

/**
 * What one message has more or less than another, segment by segment in their order (longest common subsequence); one
 * that stands for another is one difference. Paths count the segments of the later message, ST or UNH as 1.
 */
export const segmentDifferences = (before: readonly string[], after: readonly string[]): Difference[] => {
  const same = before.findIndex((segment, i) => segment !== after[i]);
  const start = same < 0 ? before.length : same;
  const [old, now] = [before.slice(start), after.slice(start)];
  const pairs = old.length * now.length > mostCompared ? byPlace(old, now) : aligned(old, now);
  return pairs.map(({ at, was, is }) => ({
    path: `segments[${start + at + 1}]`,
    before: was ?? null,
    after: is ?? null,
  }));
};

/** At `at` of the later message stands `is` where `was` stood; undefined where nothing did or does. */
interface Pair {
  readonly at: number;
  readonly was: string | undefined;
  readonly is: string | undefined;
}

const byPlace = (before: readonly string[], after: readonly string[]): Pair[] =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, at) => ({
    at,
    was: before[at],
    is: after[at],
  })).filter(({ was, is }) => was !== is);

const aligned = (before: readonly string[], after: readonly string[]): Pair[] => {
  const common = commonLengths(before, after);
  const pairs: Pair[] = [];
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    const [was, is] = [before[i], after[j]];
    const [goes, comes] = [lengthAt(common, i + 1, j), lengthAt(common, i, j + 1)];
    const isPair = was !== undefined && is !== undefined && lengthAt(common, i + 1, j + 1) >= Math.max(goes, comes);
    const leaves = isPair || (was !== undefined && (is === undefined || goes >= comes));
    const enters = isPair || !leaves;
    if (was !== is) pairs.push({ at: j, was: leaves ? was : undefined, is: enters ? is : undefined });
    if (leaves) i++;
    if (enters) j++;
  }
  return pairs;
};

type Lengths = readonly Uint32Array[];

const lengthAt = (common: Lengths, i: number, j: number): number => common[i]?.[j] ?? 0;

/** `[i][j]`: how many segments the rests from there have in common. */
const commonLengths = (before: readonly string[], after: readonly string[]): Lengths => {
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      (common[i] as Uint32Array)[j] =
        before[i] === after[j]
          ? lengthAt(common, i + 1, j + 1) + 1
          : Math.max(lengthAt(common, i + 1, j), lengthAt(common, i, j + 1));
    }
  }
  return common;
};
