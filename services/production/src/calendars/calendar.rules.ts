import { addDays, DomainError, type IsoDate } from '@tradeloom/kernel';

/** A working time on a day, local time of the plant, `09:00` to `17:00`. */
export interface Shift {
  readonly from: string;
  readonly to: string;
}

/** A span of days that does not follow the week: a holiday (no shifts), or a working Sunday (with shifts). */
export interface CalendarException {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly shifts: readonly Shift[];
  readonly reason: string;
}

export interface WorkingWeek {
  /** Shifts per weekday, Sunday first. */
  readonly week: readonly (readonly Shift[])[];
  /** A later exception overrides an earlier one. */
  readonly exceptions: readonly CalendarException[];
}

export interface Calendar extends WorkingWeek {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
}

/** Local time of the plant without zone, `2026-12-01T14:00`. */
export type LocalTime = string;

/** Work that needs more than this many days is a mistake in the calendar. */
const horizonDays = 3660;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const neverWorks = (day: IsoDate): DomainError =>
  new DomainError(
    'production.calendar.never-works',
    { en: 'The calendar has too few working days', zh: '日历中没有足够的工作日' },
    { day },
  );

const shiftsOn = ({ week, exceptions }: WorkingWeek, day: IsoDate): readonly Shift[] => {
  const exception = exceptions.findLast((e) => e.from <= day && day <= e.until);
  return exception ? exception.shifts : (week[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? []);
};

export const isWorkingDay = (calendar: WorkingWeek, day: IsoDate): boolean => shiftsOn(calendar, day).length > 0;

/** The day itself when it is worked, else the next that is. */
export const workingDayFrom = (calendar: WorkingWeek, day: IsoDate): IsoDate => {
  for (let i = 0; i < horizonDays; i++) {
    const candidate = addDays(day, i);
    if (isWorkingDay(calendar, candidate)) return candidate;
  }
  throw neverWorks(day);
};

/** When work of so many minutes ends that starts at a local time and runs only inside shifts. */
export const endOfWork = (calendar: WorkingWeek, start: LocalTime, minutes: number): LocalTime => {
  const [firstDay = '', startTime = '00:00'] = start.split('T');
  let left = minutes;
  for (let i = 0; i < horizonDays; i++) {
    const day = addDays(firstDay, i);
    for (const shift of shiftsOn(calendar, day)) {
      const from = i === 0 ? Math.max(minutesOf(shift.from), minutesOf(startTime)) : minutesOf(shift.from);
      const worked = Math.max(0, minutesOf(shift.to) - from);
      if (left <= worked) return `${day}T${clock(from + left)}`;
      left -= worked;
    }
  }
  throw neverWorks(firstDay);
};
