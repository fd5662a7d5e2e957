import { addDays, dateAt, type IsoDate, isIsoDate } from '@tradeloom/kernel';
import type { WorkingCalendar } from './policy.rules.ts';

interface LocalMoment {
  readonly date: IsoDate;
  /** Minutes since midnight. */
  readonly minute: number;
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** A bare date means the opening hour of that day; an instant is read on the calendar's own clock. */
const localMoment = (text: string, { timeZone, opens }: WorkingCalendar): LocalMoment => {
  if (isIsoDate(text)) return { date: text, minute: minutesOf(opens) };
  const instant = new Date(text);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
  return { date: dateAt(instant, timeZone), minute: minutesOf(time) };
};

const isWorkingDay = (date: IsoDate, { weekdays, holidays }: WorkingCalendar): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return weekdays.includes(weekday) && !holidays.includes(date);
};

const clamp = (minute: number, low: number, high: number): number => Math.min(Math.max(minute, low), high);

/** Minutes inside working hours between two moments (instants or dates); 0 when `to` is earlier. */
export const workingMinutesBetween = (from: string, to: string, calendar: WorkingCalendar): number => {
  const [opens, closes] = [minutesOf(calendar.opens), minutesOf(calendar.closes)];
  const start = localMoment(from, calendar);
  const end = localMoment(to, calendar);
  let minutes = 0;
  for (let date = start.date; date <= end.date; date = addDays(date, 1)) {
    if (!isWorkingDay(date, calendar)) continue;
    const begins = date === start.date ? clamp(start.minute, opens, closes) : opens;
    const ends = date === end.date ? clamp(end.minute, opens, closes) : closes;
    minutes += Math.max(0, ends - begins);
  }
  return minutes;
};

/** The nth working day after a date. */
export const addWorkingDays = (date: IsoDate, days: number, calendar: WorkingCalendar): IsoDate => {
  let [reached, left] = [date, days];
  while (left > 0) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
};
