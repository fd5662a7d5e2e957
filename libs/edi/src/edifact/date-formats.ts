import { isCcyymmdd, isTime } from '../calendar.ts';

/** What a value of DE 2380 says, by its format (DE 2379). */
export interface DateTime {
  /** CCYYMMDD */
  date: string;
  /** HHMM[SS], '' when the format has none. */
  time: string;
  /** `+08:00`, `Z`, '' when the format has none. */
  offset: string;
}

const plain = { time: '', offset: '' };
const wide = (date: string): string => (date.length === 6 ? `20${date}` : date);

/** A period is read as its first day. */
const formats: Readonly<Record<string, (value: string) => DateTime | null>> = {
  '101': (v) => (v.length === 6 ? { ...plain, date: wide(v) } : null),
  '102': (v) => (v.length === 8 ? { ...plain, date: v } : null),
  '201': (v) => (v.length === 10 ? { ...plain, date: wide(v.slice(0, 6)), time: v.slice(6) } : null),
  '202': (v) => (v.length === 12 ? { ...plain, date: wide(v.slice(0, 6)), time: v.slice(6) } : null),
  '203': (v) => (v.length === 12 ? { ...plain, date: v.slice(0, 8), time: v.slice(8) } : null),
  '204': (v) => (v.length === 14 ? { ...plain, date: v.slice(0, 8), time: v.slice(8) } : null),
  '205': (v) => zoned(v, 12),
  '208': (v) => zoned(v, 14),
  '303': (v) => named(v, 12),
  '304': (v) => named(v, 14),
  '609': (v) => (/^\d{4}$/.test(v) ? { ...plain, date: wide(`${v}01`) } : null),
  '610': (v) => (/^\d{6}$/.test(v) ? { ...plain, date: `${v}01` } : null),
  '615': (v) => (/^\d{4}$/.test(v) ? mondayOf(`20${v}`) : null),
  '616': (v) => (/^\d{6}$/.test(v) ? mondayOf(v) : null),
  '718': (v) => (/^\d{8}-?\d{8}$/.test(v) ? { ...plain, date: v.slice(0, 8) } : null),
};

/** CCYYWW, ISO 8601 weeks: the one of January 4th is the first. */
const mondayOf = (week: string): DateTime | null => {
  const [year, number] = [Number(week.slice(0, 4)), Number(week.slice(4))];
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = new Date(Date.UTC(year, 0, 4 - ((fourth.getUTCDay() + 6) % 7) + 7 * (number - 1)));
  const thursday = new Date(monday.getTime() + 3 * 86_400_000);
  if (number < 1 || thursday.getUTCFullYear() !== year) return null;
  return { ...plain, date: monday.toISOString().slice(0, 10).replaceAll('-', '') };
};

/** CCYYMMDDHHMM[SS] and +HHMM */
const zoned = (value: string, length: number): DateTime | null => {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(value.slice(length)) ?? [];
  if (sign === undefined) return null;
  const utc = hours === '00' && minutes === '00';
  const offset = utc ? 'Z' : `${sign}${hours}:${minutes}`;
  return { date: value.slice(0, 8), time: value.slice(8, length), offset };
};

/** CCYYMMDDHHMM[SS] and the name of a zone; UTC, GMT and +08 say an offset, EST does not. */
const named = (value: string, length: number): DateTime | null => {
  const zone = value.slice(length);
  if (!/^([A-Z]{3}|[+-]\d\d)$/.test(zone)) return null;
  const offset = ['UTC', 'GMT', '+00'].includes(zone) ? 'Z' : /\d/.test(zone) ? `${zone}:00` : '';
  return { date: value.slice(0, 8), time: value.slice(8, length), offset };
};

/** Without a format the length tells: CCYYMMDD, YYMMDD or CCYYMMDDHHMM. */
const formatOf = (value: string, format: string): string =>
  format === '' ? ({ 6: '101', 8: '102', 12: '203' }[value.length] ?? '102') : format;

export const readDateTime = (value: string, format: string): DateTime | null => {
  const instant = formats[formatOf(value, format)]?.(value) ?? null;
  const holds = instant && isCcyymmdd(instant.date) && (instant.time === '' || isTime(instant.time));
  return holds ? instant : null;
};

/** A value in a format that is not read here (quarters, durations) is left alone. */
export const isDateTime = (value: string, format: string): boolean =>
  !Object.hasOwn(formats, formatOf(value, format)) || readDateTime(value, format) !== null;
