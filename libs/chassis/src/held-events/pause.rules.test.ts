import { betweenTries, pauseMs, untilKnown } from './pause.rules.ts';

describe('the pause before the next try', () => {
  it('doubles, up to its ceiling', () => {
    expect([1, 2, 3, 4, 5, 100].map((tried) => pauseMs(betweenTries, tried, 1))).toEqual([50, 100, 200, 400, 500, 500]);
    expect(pauseMs(untilKnown, 1_000, 1)).toBe(10_000);
  });

  it('is chance for its half', () => {
    expect([0, 0.5, 1].map((chance) => pauseMs(betweenTries, 3, chance))).toEqual([100, 150, 200]);
  });
});
