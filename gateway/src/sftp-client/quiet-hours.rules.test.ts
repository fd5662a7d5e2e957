import { isZone, quietUntil } from './quiet-hours.rules.ts';

const night = { from: '22:00', to: '06:30', zone: 'Asia/Shanghai' };

describe('quiet hours', () => {
  it.each([
    // Shanghai is eight hours ahead.
    ['2026-12-07T14:00:00Z', '2026-12-07T22:30:00Z'],
    ['2026-12-07T22:29:59Z', '2026-12-07T22:30:00Z'],
    ['2026-12-07T22:30:00Z', null],
    ['2026-12-07T13:59:59Z', null],
  ])('over midnight, at %s: until %s', (at, until) => {
    expect(quietUntil(night, new Date(at))?.toISOString() ?? null).toBe(until && new Date(until).toISOString());
  });

  it('within a day, and none at all', () => {
    const noon = { from: '12:00', to: '13:00', zone: 'America/Los_Angeles' };
    expect(quietUntil(noon, new Date('2026-07-01T19:30:00Z'))).toEqual(new Date('2026-07-01T20:00:00Z'));
    expect(quietUntil(noon, new Date('2026-07-01T20:00:00Z'))).toBeNull();
    expect(quietUntil(null, new Date())).toBeNull();
  });

  it('know a zone when they see one', () => {
    expect(['Asia/Shanghai', 'UTC', 'Asia/Nowhere', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
