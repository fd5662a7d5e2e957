import { isDate } from '../calendar.ts';

/** What a value consists of, as bits, gathered while its end is looked for. */
export const digit = 1;
export const separator = 2;
const point = 4;
const space = 8;
const other = 16;
const odd = 32;

/** Bytes of a segment in ASCII, or the UTF-16 code units of another. */
export type CodeUnits = Uint8Array | Uint16Array;

const kindOfUnit = (unit: number): number => {
  if (unit >= 0x30 && unit <= 0x39) return digit;
  if (unit === 0x2e) return point;
  if (unit === 0x20) return space;
  // Controls, what may be one, and what is not one character: looked at as text.
  return (unit < 0x20 || unit >= 0x7f ? odd : other) as number;
};

const asciiKinds = Uint8Array.from({ length: 128 }, (_, unit) => kindOfUnit(unit));

/** By code unit below 128; @param separators those that stand inside an element */
export const kindsWith = (...separators: readonly (number | null)[]): Uint8Array =>
  asciiKinds.map((kind, unit) => (separators.includes(unit) ? separator : kind));

/** Beyond ASCII: letters of the planes that text is written in; the rest is looked at as text. */
export const kindOfWide = (unit: number): number =>
  (unit > 0xa0 && unit < 0x1680) || (unit > 0x3000 && unit < 0xd800) || (unit > 0xff00 && unit < 0xfff0) ? other : odd;

/** Text between so many characters, blanks at its end not counted. */
export const isText = (units: CodeUnits, from: number, to: number, met: number, min: number, max: number): boolean => {
  if ((met & odd) !== 0) return false;
  let end = to;
  while (end > from && units[end - 1] === 0x20) end--;
  return end - from >= min && end - from <= max;
};

/** Digits, and at most one point among them, which does not count as length. */
export const isNumber = (
  units: CodeUnits,
  from: number,
  to: number,
  met: number,
  min: number,
  max: number,
): boolean => {
  if (met === digit) return to - from >= min && to - from <= max;
  if (met !== (digit | point)) return false;
  let points = 0;
  for (let i = from; i < to; i++) if (units[i] === 0x2e) points++;
  return points === 1 && to - from - 1 >= min && to - from - 1 <= max;
};

/** CCYYMMDD */
export const isDay = (units: CodeUnits, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if ((units[i] as number) < 0x30 || (units[i] as number) > 0x39) return false;
  return to - from === 8 && isDate(numberIn(units, from, to));
};

/** HHMM, HHMMSS and fractions of the second */
export const isTimeOfDay = (units: CodeUnits, from: number, to: number, met: number): boolean => {
  const length = to - from;
  if (met !== digit || length < 4 || length === 5 || length > 8) return false;
  const seconds = length === 4 ? 0 : numberIn(units, from + 4, from + 6);
  return numberIn(units, from, from + 2) < 24 && numberIn(units, from + 2, from + 4) < 60 && seconds < 60;
};

/** Of digits. */
const numberIn = (units: CodeUnits, from: number, to: number): number => {
  let n = 0;
  for (let i = from; i < to; i++) n = n * 10 + ((units[i] as number) - 0x30);
  return n;
};

/** Room for the code units of one segment that is not ASCII, used for one after the other. */
let room = new Uint16Array(1024);

/** The code units of a text, good until the next call. */
export const codeUnitsOf = (text: string): Uint16Array => {
  if (text.length > room.length) room = new Uint16Array(text.length * 2);
  for (let i = 0; i < text.length; i++) room[i] = text.charCodeAt(i);
  return room;
};
