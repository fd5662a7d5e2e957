import { addDays, addMonths, mondayFrom } from './calendar.ts';

describe('the scenario’s calendar', () => {
  it('begins on a Monday: this one, or the next', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-24'].map(mondayFrom)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ]);
  });

  it('counts days over the year’s end, and months to the month’s last day', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect([addMonths('2027-08-31', 6), addMonths('2027-01-10', 6)]).toEqual(['2028-02-29', '2027-07-10']);
  });
});
