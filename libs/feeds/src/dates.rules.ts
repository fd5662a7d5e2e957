import { isIsoDate } from '@tradeloom/kernel';
import { type CellReading, overlong, plain, problem, read, singleSpaced } from './cell-reading.rules.ts';
import { serialToIso } from './number-format.rules.ts';
import { inFigures } from './spoken-dates.rules.ts';

export interface DateRead {
  /** ISO 8601 calendar date. */
  readonly date: string;
  /** `HH:MM:SS`, when the cell states a time. */
  readonly time?: string;
}

const yearFirst =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const withoutYear = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const shortYear = /^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
/** Day numbers of 2000-01-01 to 2099-12-31: a date cell that lost its format on the way to CSV. */
const serials = { from: 36_526, to: 73_050 };

const iso = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

const writeIso = { en: 'Write year-month-day, e.g. 2026-03-05', zh: '请按年-月-日填写，例如 2026-03-05' };

/**
 * Reads `2026/3/5`, `2026年3月12日`, `20260310`, `2026-03-05 14:30`, Excel day numbers, and dates in words; ambiguity is
 * refused. Midnight is no time: it is what a date without one is shown as.
 */
export const readDate = (cell: string): CellReading<DateRead> => {
  const long = overlong(cell);
  if (long) return long;
  const text = singleSpaced(plain(cell));
  const full = yearFirst.exec(inFigures(text));
  if (full) return existing(iso(full[1] ?? '', full[2] ?? '', full[3] ?? ''), timeOf(full), text);
  const eight = compact.exec(text);
  if (eight) return existing(iso(eight[1] ?? '', eight[2] ?? '', eight[3] ?? ''), undefined, text);
  if (/^\d{5}(\.\d+)?$/.test(text) && Number(text) >= serials.from && Number(text) < serials.to + 1) {
    const [date = '', time] = serialToIso(Number(text), 1900).split('T');
    return read(time ? { date, time } : { date });
  }
  return westernDate(text) ?? incomplete(text);
};

const timeOf = (match: RegExpExecArray): string | undefined =>
  match[4] === undefined || (Number(match[4]) === 0 && Number(match[5]) === 0 && Number(match[6] ?? 0) === 0)
    ? undefined
    : `${match[4].padStart(2, '0')}:${match[5]}:${match[6] ?? '00'}`;

const existing = (date: string, time: string | undefined, text: string): CellReading<DateRead> => {
  if (isIsoDate(date) && (time === undefined || /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time))) {
    return read(time ? { date, time } : { date });
  }
  return problem('feed.date.none', { en: `“${text}” is not in the calendar`, zh: `“${text}”不是存在的日期` }, writeIso);
};

/** `13/3/2026` can only be a day first; `3/5/2026` can be both and is refused with both readings. */
const westernDate = (text: string): CellReading<DateRead> | undefined => {
  const match = yearLast.exec(text);
  if (!match) return undefined;
  const [, first = '', second = '', year = ''] = match;
  const readings = [iso(year, second, first), iso(year, first, second)].filter((date) => isIsoDate(date));
  const distinct = [...new Set(readings)];
  if (distinct.length === 1) return read({ date: distinct[0] ?? '' });
  if (distinct.length === 0) return existing('', undefined, text);
  return problem(
    'feed.date.ambiguous',
    { en: `“${text}” can be ${distinct.join(' or ')}`, zh: `“${text}”可能是 ${distinct.join(' 或 ')}` },
    { en: `Write ${distinct.join(' or ')}`, zh: `请写 ${distinct.join(' 或 ')}` },
  );
};

const incomplete = (text: string): CellReading<DateRead> => {
  const short = shortYear.exec(text);
  if (short) {
    const date = iso(`20${short[1]}`, short[2] ?? '', short[3] ?? '');
    return problem(
      'feed.date.ambiguous',
      { en: `“${text}”: the year has two digits`, zh: `“${text}”的年份只有两位` },
      isIsoDate(date) ? { en: `Write ${date}`, zh: `请写 ${date}` } : writeIso,
    );
  }
  if (withoutYear.test(text)) {
    return problem('feed.date.no-year', { en: `“${text}” has no year`, zh: `“${text}”缺少年份` }, writeIso);
  }
  return problem(
    'feed.date.unreadable',
    { en: `“${text.slice(0, 40)}” is not a date`, zh: `“${text.slice(0, 40)}”不是日期` },
    writeIso,
  );
};
