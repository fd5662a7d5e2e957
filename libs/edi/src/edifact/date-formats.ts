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
  '718': (v) => (/^\d{8}-?\d{8}$/.test(v) ? { ...plain, date: v.slice(0, 8) } : null),
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

/** A value in a format that is not read here (weeks, quarters, durations) is left alone. */
export const isDateTime = (value: string, format: string): boolean =>
  !Object.hasOwn(formats, formatOf(value, format)) || readDateTime(value, format) !== null;
