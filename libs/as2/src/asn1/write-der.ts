/** DER is written bottom up, each element as its bytes: what was received can be put in as it is. */

const SEQUENCE = 0x30;
const SET = 0x31;

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  const digits: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Buffer.of(0x80 | digits.length, ...digits);
}

export function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const size = contents.reduce((sum, { length: bytes }) => sum + bytes, 0);
  return Buffer.concat([Buffer.of(tag), length(size), ...contents]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(SEQUENCE, ...items);

/** X.690 11.6: the elements of a SET OF in the order of their bytes. */
export const setOf = (...items: readonly Uint8Array[]): Buffer => tagged(SET, ...items.toSorted(Buffer.compare));

export const octetString = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);

export const nothing = tagged(0x05);

/** A version number or the like: 0 to 127. */
export const smallInteger = (value: number): Buffer => tagged(0x02, Buffer.of(value));

/** `[number]`, holding elements. */
export const context = (number: number, ...contents: readonly Uint8Array[]): Buffer =>
  tagged(0xa0 | number, ...contents);

/** `[number] IMPLICIT OCTET STRING`. */
export const contextOctets = (number: number, bytes: Uint8Array): Buffer => tagged(0x80 | number, bytes);

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5652 11.3); to the second, UTC. */
export function time(at: Date): Buffer {
  const text = `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  const year = at.getUTCFullYear();
  return year >= 1950 && year < 2050 ? tagged(0x17, Buffer.from(text.slice(2))) : tagged(0x18, Buffer.from(text));
}

/** @param dotted `1.2.840.113549.1.7.2` */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) | 0x80);
  return digits;
}
