import fc from 'fast-check';
import { betweenTries, pauseMs, untilBack, untilKnown } from './pause.rules.ts';

const seed = 20_261_123;

describe('the pause before the next try', () => {
  it('is at most twice as long each time, up to its ceiling', () => {
    expect([1, 2, 3, 4, 5, 100].map((tried) => pauseMs(betweenTries, tried, 1))).toEqual([50, 100, 200, 400, 500, 500]);
    expect(pauseMs(untilBack, 1_000, 1)).toBe(5_000);
    expect(pauseMs(untilKnown, 1_000, 1)).toBe(10_000);
  });

  it('is chance from the first pause on', () => {
    expect([0, 0.5, 1].map((chance) => pauseMs(untilBack, 2, chance))).toEqual([50, 125, 200]);
  });

  it(`is never shorter than the first nor longer than the ceiling, and no try shortens what it may be, seed ${seed}`, () => {
    const pauses = fc.record({
      firstMs: fc.integer({ min: 1, max: 1_000 }),
      ceilingMs: fc.integer({ min: 1_000, max: 60_000 }),
    });
    const tries = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const chances = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(pauses, tries, chances, (of, tried, chance) => {
        const pause = pauseMs(of, tried, chance);
        expect(pause).toBeGreaterThanOrEqual(of.firstMs);
        expect(pause).toBeLessThanOrEqual(of.ceilingMs);
        expect(pauseMs(of, tried + 1, chance)).toBeGreaterThanOrEqual(pause);
        expect(pauseMs(of, tried, chance / 2)).toBeLessThanOrEqual(pause);
      }),
      { seed },
    );
  });
});
