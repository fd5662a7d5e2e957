import { decimal } from '@tradeloom/kernel';

/** What a spreadsheet's number format makes of a number. */
export type NumberMeaning = 'number' | 'percent' | 'date';

/** Built-in format ids that show a date or a time (ECMA-376 18.8.30, with the East Asian ids 27-36 and 50-58). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Of a longer format, only the beginning is looked at: every bracket that is never closed is searched to the end. */
const longestCode = 255;

export const meaningOf = (formatId: number, formatCode?: string): NumberMeaning => {
  if (formatCode === undefined) {
    if (isBuiltInDate(formatId)) return 'date';
    return formatId === 9 || formatId === 10 ? 'percent' : 'number';
  }
  const bare = formatCode.slice(0, longestCode).replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  if (bare.includes('%')) return 'percent';
  return /[ymdhs]/i.test(bare) ? 'date' : 'number';
};

const dayInMs = 86_400_000;

/** Excel's day number as ISO date, with a time when it has a fraction. Serial 61 is 1900-03-01 in the 1900 system. */
export const serialToIso = (serial: number, system: 1900 | 1904): string => {
  const origin = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const instant = new Date(origin + Math.round((serial * dayInMs) / 1000) * 1000);
  if (Number.isNaN(instant.getTime())) return String(serial);
  const iso = instant.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
};

/** A stored number as the person sees it: 15 significant digits, no binary dust, percent as `98.5%`. */
export const numberText = (stored: string, meaning: NumberMeaning, system: 1900 | 1904): string => {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value) || Math.abs(value) > 1e15) return stored;
  if (meaning === 'date' && value >= 0 && value < 2_958_466) return serialToIso(value, system);
  const exact = decimal(value).toSignificantDigits(15);
  return meaning === 'percent' ? `${exact.times(100).toFixed()}%` : exact.toFixed();
};
