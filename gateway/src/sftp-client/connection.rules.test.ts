import { backoffMs } from './connection.rules.ts';

describe('the pause after a failed visit', () => {
  it('doubles from the partner’s own pace up to ten minutes, and never goes below a slower pace', () => {
    expect([1, 2, 3, 4, 50].map((failures) => backoffMs(failures, 60, 0.5))).toEqual([
      120_000, 240_000, 480_000, 600_000, 600_000,
    ]);
    expect(backoffMs(3, 3_600, 0.5)).toBe(3_600_000);
  });

  it('is a tenth more or less, by chance', () => {
    expect([0, 1].map((chance) => backoffMs(1, 10, chance))).toEqual([18_000, 22_000]);
  });
});
