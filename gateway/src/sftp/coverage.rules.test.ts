import fc from 'fast-check';
import { type Coverage, isWhole, withPiece } from './coverage.rules.ts';

const seed = 20261123;
const size = 40;

describe(`what there has been of a file (seed ${seed})`, () => {
  it('is, whatever comes in whatever order, the bytes that came', () => {
    const piece = fc
      .tuple(fc.nat(size), fc.nat(12))
      .map(([from, length]) => [from, Math.min(from + length, size)] as const);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const came = new Set(pieces.flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n)));
        const coverage = pieces.reduce<Coverage>((sum, [from, to]) => withPiece(sum, from, to), []);
        const covered = coverage.flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n));
        expect(covered).toEqual([...came].sort((a, b) => a - b));
        expect(isWhole(coverage, size)).toBe(came.size === size);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('is all of an empty one from the beginning', () => {
    expect(isWhole([], 0)).toBe(true);
    expect(isWhole([], 1)).toBe(false);
    expect(isWhole([[1, 2]], 2)).toBe(false);
  });
});
