export { basicDate as x12Date, instantOf, isCcyymmdd, isoDate, isTime, isYymmdd } from '../calendar.ts';

/**
 * DE 623 time codes with an ISO offset: 01..12 are P01..P12, 13..24 are M12..M01, UT is UTC.
 * GM is Greenwich time; the rest (local times) say no offset.
 */
export const offsetOf = (timeCode: string): string | null => {
  if (timeCode === 'UT' || timeCode === 'GM') return 'Z';
  const n = Number(timeCode);
  if (!/^\d\d$/.test(timeCode) || n < 1 || n > 24) return null;
  return n <= 12 ? `+${timeCode}:00` : `-${String(25 - n).padStart(2, '0')}:00`;
};

/** Null for an offset that is not of whole hours up to 12. */
export const timeCodeOf = (offset: string): string | null => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  if (offset === 'Z' || offset === 'z' || (hours === '00' && minutes === '00')) return 'UT';
  const n = Number(hours);
  if (minutes !== '00' || !(n >= 1 && n <= 12)) return null;
  return String(sign === '+' ? n : 25 - n).padStart(2, '0');
};
