import fc from 'fast-check';
import { addDays, addMonths, addWorkingDays, dateAt, daysBetween, isIsoDate } from './calendar.ts';

const seed = 20_261_207;
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe('the calendar', () => {
  it.each(['2026-12-01', '2028-02-29', '2000-02-29'])('has %s', (day) => {
    expect(isIsoDate(day)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-12-01T00:00:00Z',
    '',
  ])('does not have %p', (day) => {
    expect(isIsoDate(day)).toBe(false);
  });

  it(`comes back to the day it left (seed ${seed})`, () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
      { seed },
    );
  });

  it.each([
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
  ])('%s and %i months is %s: clipped to the month’s end', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('asks where an instant is before it names its day', () => {
    const instant = new Date('2026-12-06T16:30:00Z');
    expect([dateAt(instant, 'Asia/Shanghai'), dateAt(instant, 'UTC')]).toEqual(['2026-12-07', '2026-12-06']);
  });
});

describe('working days', () => {
  it.each([
    ['2026-12-04', 1, '2026-12-07'],
    ['2026-12-05', 1, '2026-12-07'],
    ['2026-12-06', 5, '2026-12-11'],
    ['2026-12-07', 5, '2026-12-14'],
    ['2026-12-07', 0, '2026-12-07'],
  ])('%s and %i more is %s', (from, days, expected) => expect(addWorkingDays(from, days)).toBe(expected));
});
