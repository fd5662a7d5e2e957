/** Which bytes of a file there have been: pieces that do not touch, in order. */
export type Coverage = readonly (readonly [from: number, to: number])[];

/** The same with one piece more, whatever it overlaps. */
export const withPiece = (coverage: Coverage, from: number, to: number): Coverage => {
  if (to <= from) return coverage;
  const before = coverage.filter((piece) => piece[1] < from);
  const after = coverage.filter((piece) => piece[0] > to);
  const touched = coverage.slice(before.length, coverage.length - after.length);
  const start = Math.min(from, touched[0]?.[0] ?? from);
  const end = Math.max(to, touched.at(-1)?.[1] ?? to);
  return [...before, [start, end], ...after];
};

/** Whether every byte of a file of this size has been. */
export const isWhole = (coverage: Coverage, size: number): boolean => {
  const [first, ...others] = coverage;
  return size === 0 || (others.length === 0 && first !== undefined && first[0] === 0 && first[1] >= size);
};
