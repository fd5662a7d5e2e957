/** Dates and times as both syntaxes write them (CCYYMMDD, HHMM[SS[D[D]]]) against ISO 8601. */
export const isCcyymmdd = (text: string): boolean => {
  const n = text.length === 8 ? digits(text) : -1;
  return isDate(n);
};

/** @param n CCYYMMDD */
export const isDate = (n: number): boolean =>
  n >= 1_01_01 && isDay(Math.floor(n / 10_000), Math.floor(n / 100) % 100, n % 100);

export const isYymmdd = (text: string): boolean => text.length === 6 && isCcyymmdd(`20${text}`);

/** This runs for every date element of every file: no Date, no pattern. */
const digits = (text: string): number => {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    n = n * 10 + digit;
  }
  return n;
};

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const isDay = (year: number, month: number, day: number): boolean =>
  day >= 1 && day <= (month === 2 && isLeap(year) ? 29 : (daysOfMonth[month - 1] ?? 0));

/** Hours 00-23; 24 is no time of day. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text);

/** `20260301` -> `2026-03-01` */
export const isoDate = (text: string): string => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;

/** `2026-03-01` -> `20260301` */
export const basicDate = (iso: string): string => iso.replaceAll('-', '');

/** `20260301`, `0915`, `08` -> `2026-03-01T09:15:00+08:00` */
export const instantOf = (date: string, time: string, offset: string): string => {
  const [hours, minutes, seconds, fraction] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6), time.slice(6)];
  return `${isoDate(date)}T${hours}:${minutes}:${seconds || '00'}${fraction ? `.${fraction}` : ''}${offset}`;
};
