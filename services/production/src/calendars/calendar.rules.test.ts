import { endOfWork, isWorkingDay, type WorkingWeek, workingDayFrom } from './calendar.rules.ts';

const day = [{ from: '09:00', to: '17:00' }];
const mondayToFriday: WorkingWeek = { week: [[], day, day, day, day, day, []], exceptions: [] };
const mondayToSaturday: WorkingWeek = { week: [[], day, day, day, day, day, day], exceptions: [] };

describe('work of one hour per unit, Monday to Friday 09:00 to 17:00 (frePPLe demand-priorities)', () => {
  const hours = (units: number): number => units * 60;

  it('of 9 units from Thursday 14:00 ends on Friday at 15:00', () =>
    expect(endOfWork(mondayToFriday, '2020-01-02T14:00', hours(9))).toBe('2020-01-03T15:00'));
  it('of 4 units from Friday 15:00 ends on Monday at 11:00', () =>
    expect(endOfWork(mondayToFriday, '2020-01-03T15:00', hours(4))).toBe('2020-01-06T11:00'));
  it('of 9 units from Monday 11:00 ends on Tuesday at 12:00', () =>
    expect(endOfWork(mondayToFriday, '2020-01-06T11:00', hours(9))).toBe('2020-01-07T12:00'));
});

describe('a working calendar', () => {
  const newYear = {
    ...mondayToSaturday,
    exceptions: [
      { from: '2027-02-04', until: '2027-02-12', shifts: [], reason: 'Spring Festival' },
      { from: '2027-02-12', until: '2027-02-12', shifts: day, reason: 'early start' },
      { from: '2027-02-14', until: '2027-02-14', shifts: day, reason: 'made up' },
    ],
  };

  it('works on Saturday and not on Sunday', () => {
    expect(isWorkingDay(mondayToSaturday, '2026-12-05')).toBe(true);
    expect(isWorkingDay(mondayToSaturday, '2026-12-06')).toBe(false);
  });
  it('rests on a holiday and works on the Sunday that makes up for it', () => {
    expect(isWorkingDay(newYear, '2027-02-08')).toBe(false);
    expect(isWorkingDay(newYear, '2027-02-14')).toBe(true);
  });
  it('lets a later exception override an earlier one', () => expect(isWorkingDay(newYear, '2027-02-12')).toBe(true));
  it('finds the next working day', () => expect(workingDayFrom(newYear, '2027-02-04')).toBe('2027-02-12'));
  it('says so when nobody ever works', () =>
    expect(() => workingDayFrom({ week: [], exceptions: [] }, '2026-12-01')).toThrow(
      'production.calendar.never-works',
    ));
});
