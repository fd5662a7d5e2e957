/**
 * The separators an interchange declares in its own ISA (X12.5): element = byte 3, repetition = ISA11 from 00402 on,
 * component = ISA16, segment terminator = what follows ISA16. Values are bytes; the terminator may be one UTF-8
 * character of several bytes.
 */
export interface Delimiters {
  element: number;
  component: number;
  /** Absent before 00402, where ISA11 is the standards id U. */
  repetition: number | null;
  terminator: Uint8Array;
  /** False when the ISA was not padded and the separators were found by counting. */
  fixedWidth: boolean;
  /** Where the ISA's terminator begins. */
  isaEnd: number;
}

const separatorOffsets = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];
const isaLength = 105;
/** An unpadded ISA is shorter than the fixed one; wrapped lines make it a little longer. */
const isaSearchLimit = 160;

const isAlphanumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const isSpace = (byte: number): boolean => byte === 0x20;
const isLineBreak = (byte: number): boolean => byte === 0x0a || byte === 0x0d;

/** @returns null when no ISA can be read at `start`, which must point at the letter I */
export const readDelimiters = (bytes: Uint8Array, start: number): Delimiters | null => {
  const element = bytes[start + 3];
  if (element === undefined || isAlphanumeric(element) || isSpace(element) || isLineBreak(element)) return null;
  const fixed = separatorOffsets.every((offset) => bytes[start + offset] === element);
  const end = fixed ? start + 104 : sixteenthSeparator(bytes, start, element);
  if (end < 0) return null;
  return delimitersAt(bytes, start, element, end, fixed);
};

const sixteenthSeparator = (bytes: Uint8Array, start: number, element: number): number => {
  const limit = Math.min(bytes.length, start + isaSearchLimit);
  let found = 0;
  for (let i = start; i < limit; i++) {
    if (bytes[i] === element && ++found === 16) {
      let at = i + 1;
      while (isLineBreak(bytes[at] ?? 0)) at++;
      return at;
    }
  }
  return -1;
};

const delimitersAt = (
  bytes: Uint8Array,
  start: number,
  element: number,
  componentAt: number,
  fixedWidth: boolean,
): Delimiters | null => {
  const component = bytes[componentAt];
  const first = bytes[componentAt + 1];
  if (component === undefined || first === undefined || component === element || first === element) return null;
  if (isAlphanumeric(component) || isAlphanumeric(first)) return null;
  const standard = elementOf(bytes, start, element, 11);
  const isRepetition =
    standard.length === 1 && !isAlphanumeric(standard[0] as number) && !isSpace(standard[0] as number);
  return {
    element,
    component,
    repetition: isRepetition ? (standard[0] as number) : null,
    terminator: Uint8Array.from(
      bytes.subarray(componentAt + 1, componentAt + 1 + characterLength(bytes, componentAt + 1)),
    ),
    fixedWidth: fixedWidth && componentAt + 1 === start + isaLength,
    isaEnd: componentAt + 1,
  };
};

const elementOf = (bytes: Uint8Array, start: number, element: number, n: number): Uint8Array => {
  let from = start;
  for (let seen = 0; seen < n; from++) if (bytes[from] === element) seen++;
  let to = from;
  while (to < bytes.length && bytes[to] !== element) to++;
  return bytes.subarray(from, to);
};

/** Length of the UTF-8 character at `at`, 1 when the bytes there are no such character. */
const characterLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] as number;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 1;
  return length;
};
