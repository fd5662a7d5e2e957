/** Hours of the day in which a partner wants to be left alone; `to` before `from` is the next morning. */
export interface QuietHours {
  /** `22:00` */
  readonly from: string;
  readonly to: string;
  /** IANA, `Asia/Shanghai` */
  readonly zone: string;
}

const dayInMinutes = 1_440;
const minuteInMs = 60_000;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

const clockIn = (zone: string, at: Date): number =>
  minutesOf(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    ),
  );

export const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/**
 * When the quiet hours that `at` falls into are over; null when it falls into none. Where clocks are put forward or back
 * meanwhile, it is an hour off, and asked again then.
 */
export const quietUntil = (quiet: QuietHours | null, at: Date): Date | null => {
  if (!quiet) return null;
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), clockIn(quiet.zone, at)];
  const isQuiet = from <= to ? from <= now && now < to : now >= from || now < to;
  if (!isQuiet) return null;
  const left = (to - now + dayInMinutes) % dayInMinutes;
  return new Date(Math.floor(at.getTime() / minuteInMs) * minuteInMs + left * minuteInMs);
};
