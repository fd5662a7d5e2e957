import { basicDate, isoDate } from '../../calendar.ts';
import { segmentsOf } from '../../structure/match-structure.ts';
import { readDateTime } from '../date-formats.ts';
import type { Loop, Reading, Sink } from '../message.ts';

/** The first of these DTM qualifiers (DE 2005) that says a day, as ISO date. */
export const dateOf = (group: Loop, qualifiers: readonly string[]): string | undefined => {
  for (const qualifier of qualifiers) {
    for (const dtm of segmentsOf(group, 'DTM')) {
      if (dtm.at(1, 1) !== qualifier || dtm.at(1, 2) === '') continue;
      const instant = readDateTime(dtm.at(1, 2), dtm.at(1, 3));
      if (instant) return isoDate(instant.date);
    }
  }
  return undefined;
};

/** The same with its time; midnight and `localOffset` where the format says none. */
export const instantIn = (group: Loop, qualifiers: readonly string[], localOffset: string): string | undefined => {
  for (const dtm of segmentsOf(group, 'DTM')) {
    const instant = qualifiers.includes(dtm.at(1, 1)) ? readDateTime(dtm.at(1, 2), dtm.at(1, 3)) : null;
    if (!instant) continue;
    const time = instant.time.padEnd(6, '0').replace(/^(..)(..)(..)$/, '$1:$2:$3');
    return `${isoDate(instant.date)}T${time}${instant.offset || localOffset}`;
  }
  return undefined;
};

/** A day, its hour where one is said, its end where it is a span of days. */
export interface Moment {
  /** DE 2005. */
  qualifier: string;
  /** DE 2379. */
  format: string;
  date: string;
  /** HH:MM. */
  time?: string;
  until?: string;
}

/** The first of these DTM qualifiers that says a day. */
export const momentIn = (group: Loop, qualifiers: readonly string[]): Moment | undefined => {
  for (const dtm of segmentsOf(group, 'DTM')) {
    const [qualifier, value, format] = [dtm.at(1, 1), dtm.at(1, 2), dtm.at(1, 3)];
    const instant = qualifiers.includes(qualifier) ? readDateTime(value, format) : null;
    if (!instant) continue;
    const { date, time } = instant;
    return {
      qualifier,
      format,
      date: isoDate(date),
      ...(time === '' ? {} : { time: `${time.slice(0, 2)}:${time.slice(2, 4)}` }),
      ...(format === '718' ? { until: isoDate(value.slice(-8)) } : {}),
    };
  }
  return undefined;
};

/** 203: CCYYMMDDHHMM, where an hour is said. */
export const addMoment = (out: Sink, qualifier: string, date: string, time: string | undefined): void => {
  if (time === undefined) addDate(out, qualifier, date);
  else out.add('DTM', [qualifier, `${basicDate(date)}${time.replace(':', '')}`, '203']);
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
