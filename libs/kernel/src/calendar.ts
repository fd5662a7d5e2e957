/** An ISO 8601 calendar date, `2026-12-01`. Days are calendar days unless a name says working days. */
export type IsoDate = string;

const dayInMs = 86_400_000;
const asUtc = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
const asIso = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

/** True for an existing calendar date; `2026-02-30` is none. */
export const isIsoDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = asUtc(text);
  return !Number.isNaN(at) && new Date(at).getUTCDate() === Number(text.slice(8));
};

export const addDays = (date: IsoDate, days: number): IsoDate => asIso(asUtc(date) + days * dayInMs);

/** Whether a day that somebody wrote down can have come: where he is, tomorrow may have begun. @param today the business date */
export const hasCome = (day: IsoDate, today: IsoDate): boolean => day <= addDays(today, 1);

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((asUtc(to) - asUtc(from)) / dayInMs);

const saturday = 6;
const isWeekend = (date: IsoDate): boolean => [0, saturday].includes(new Date(asUtc(date)).getUTCDay());

/**
 * The nth Monday-to-Friday after a date: how long people are given to answer, whose holidays are their own.
 * `addWorkingDays('2026-12-04', 1)` is Monday 2026-12-07.
 */
export const addWorkingDays = (date: IsoDate, days: number): IsoDate => {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left -= 1;
  }
  return day;
};

/** Month arithmetic clips to the month's end: 2027-08-31 + 6 months = 2028-02-29. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
};

export const latest = (...dates: readonly IsoDate[]): IsoDate => dates.reduce((a, b) => (a >= b ? a : b));

export const earliest = (...dates: readonly IsoDate[]): IsoDate => dates.reduce((a, b) => (a <= b ? a : b));

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a thousand times as long as using it. */
const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
};

/** The calendar date of an instant at a place, e.g. `dateAt(now, 'Asia/Shanghai')`. */
export const dateAt = (instant: Date, timeZone: string): IsoDate => formatFor(timeZone).format(instant);
