import { clockWatch } from './clock-set-back.ts';

const hour = 3_600_000;

describe('a wall clock', () => {
  const trueNow = Date.now;
  afterEach(() => {
    Date.now = trueNow;
  });

  it('that is set back is noticed, once each time; one that is set forward is not', () => {
    const setBackBy = clockWatch();
    for (let times = 0; times < 2; times += 1) {
      expect(setBackBy()).toBe(0);
      Date.now = () => trueNow() + hour;
      expect(setBackBy()).toBe(0);
      Date.now = trueNow;
      expect(Math.round(setBackBy() / 1_000)).toBe(hour / 1_000);
    }
    expect(setBackBy()).toBe(0);
  });
});
