import type { Window } from './window.ts';

const names = new Map<number, string>();

const isCapitalOrDigit = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39);

/**
 * What a segment begins with, always the same string for the same name.
 * @returns '' for what is not two or three capitals and digits before the separator or the end
 */
export const nameOf = ({ bytes, base }: Window, start: number, end: number, separator: number): string => {
  const at = start - base;
  const limit = end - base;
  const [a, b] = [bytes[at] as number, bytes[at + 1] as number];
  if (at + 2 > limit || !isCapitalOrDigit(a) || !isCapitalOrDigit(b)) return '';
  const c = at + 2 === limit ? separator : (bytes[at + 2] as number);
  if (c === separator) return named((a << 8) | b, 2);
  if (!isCapitalOrDigit(c)) return '';
  return at + 3 === limit || bytes[at + 3] === separator ? named((a << 16) | (b << 8) | c, 3) : '';
};

const named = (key: number, length: number): string => {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = String.fromCharCode(...[key >> 16, (key >> 8) & 0xff, key & 0xff].slice(-length));
  names.set(key, name);
  return name;
};
