import { basicDate, isCcyymmdd, isoDate, isTime } from '../../calendar.ts';
import { segmentsOf } from '../../structure/match-structure.ts';
import type { Loop, Reading, Sink } from '../message.ts';

/** What a value of DE 2380 says, by its format (DE 2379). */
interface Instant {
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
const formats: Readonly<Record<string, (value: string) => Instant | null>> = {
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
const zoned = (value: string, length: number): Instant | null => {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(value.slice(length)) ?? [];
  if (sign === undefined) return null;
  const utc = hours === '00' && minutes === '00';
  const offset = utc ? 'Z' : `${sign}${hours}:${minutes}`;
  return { date: value.slice(0, 8), time: value.slice(8, length), offset };
};

/** CCYYMMDDHHMM[SS] and the name of a zone; UTC, GMT and +08 say an offset, EST does not. */
const named = (value: string, length: number): Instant | null => {
  const zone = value.slice(length);
  if (!/^([A-Z]{3}|[+-]\d\d)$/.test(zone)) return null;
  const offset = ['UTC', 'GMT', '+00'].includes(zone) ? 'Z' : /\d/.test(zone) ? `${zone}:00` : '';
  return { date: value.slice(0, 8), time: value.slice(8, length), offset };
};

/** Without a format the length tells: CCYYMMDD, YYMMDD or CCYYMMDDHHMM. */
const formatOf = (value: string, format: string): string =>
  format === '' ? ({ 6: '101', 8: '102', 12: '203' }[value.length] ?? '102') : format;

const instantOf = (value: string, format: string): Instant | null => {
  const instant = formats[formatOf(value, format)]?.(value) ?? null;
  const holds = instant && isCcyymmdd(instant.date) && (instant.time === '' || isTime(instant.time));
  return holds ? instant : null;
};

/** A value in a format that is not read here (weeks, quarters, durations) is left alone. */
export const isDateTime = (value: string, format: string): boolean =>
  !Object.hasOwn(formats, formatOf(value, format)) || instantOf(value, format) !== null;

/** The first of these DTM qualifiers (DE 2005) that says a day, as ISO date. */
export const dateOf = (group: Loop, qualifiers: readonly string[]): string | undefined => {
  for (const qualifier of qualifiers) {
    for (const dtm of segmentsOf(group, 'DTM')) {
      if (dtm.at(1, 1) !== qualifier || dtm.at(1, 2) === '') continue;
      const instant = instantOf(dtm.at(1, 2), dtm.at(1, 3));
      if (instant) return isoDate(instant.date);
    }
  }
  return undefined;
};

/** The same with its time; midnight and `localOffset` where the format says none. */
export const instantIn = (group: Loop, qualifiers: readonly string[], localOffset: string): string | undefined => {
  for (const dtm of segmentsOf(group, 'DTM')) {
    const instant = qualifiers.includes(dtm.at(1, 1)) ? instantOf(dtm.at(1, 2), dtm.at(1, 3)) : null;
    if (!instant) continue;
    const time = instant.time.padEnd(6, '0').replace(/^(..)(..)(..)$/, '$1:$2:$3');
    return `${isoDate(instant.date)}T${time}${instant.offset || localOffset}`;
  }
  return undefined;
};

/** DTM 137 of the header; where a message states none, the day of the interchange. */
export const documentDate = (reading: Reading, qualifiers: readonly string[] = ['137']): string => {
  const stated = dateOf(reading.root, qualifiers);
  if (stated !== undefined) return stated;
  reading.problems.at('DATE_NOT_STATED', reading.header, { expected: qualifiers[0] as string });
  return reading.interchangeDate;
};

export const addDate = (out: Sink, qualifier: string, date: string | undefined): void => {
  if (date !== undefined) out.add('DTM', [qualifier, basicDate(date), '102']);
};

/** 208: CCYYMMDDHHMMSS and the offset from UTC. */
export const addInstant = (out: Sink, qualifier: string, instant: string): void => {
  const [, date = '', time = '', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.0+)?(Z|[+-]\d{2}:\d{2})$/i.exec(instant) ?? [];
  const zone = /^z$/i.test(offset) ? '+0000' : offset.replace(':', '');
  // An instant that the format cannot say (fractions of a second) goes out as it is and is refused with its place.
  const value = date === '' ? instant : `${basicDate(date)}${time.replaceAll(':', '')}${zone}`;
  out.add('DTM', [qualifier, value, '208']);
};
