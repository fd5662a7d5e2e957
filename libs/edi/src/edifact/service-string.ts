/**
 * The separators of one interchange (ISO 9735-1): from its UNA, else the defaults of the syntax, as bytes.
 */
export interface ServiceString {
  component: number;
  element: number;
  /** Null: not used (a space in the UNA). */
  release: number | null;
  /** Null before syntax version 4. */
  repetition: number | null;
  terminator: number;
  /** False when other separators than the default ones were found without a UNA. */
  declared: boolean;
  /** Where UNB begins. */
  unb: number;
}

const space = 0x20;
const [lf, cr] = [0x0a, 0x0d];

const isLineBreak = (byte: number | undefined): boolean => byte === lf || byte === cr;

const isAlphanumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const isSeparator = (byte: number | undefined): byte is number =>
  byte !== undefined && byte < 0x80 && !isAlphanumeric(byte) && byte !== space;

const isTag = (bytes: Buffer, at: number, tag: string): boolean => bytes.toString('latin1', at, at + 3) === tag;

/** @returns null when neither UNA and UNB nor UNB can be read at `start` */
export const readServiceString = (bytes: Buffer, start: number): ServiceString | null =>
  isTag(bytes, start, 'UNA') ? fromUna(bytes, start) : isTag(bytes, start, 'UNB') ? withoutUna(bytes, start) : null;

const fromUna = (bytes: Buffer, start: number): ServiceString | null => {
  const [component, element, , release, repetition, terminator] = bytes.subarray(start + 3, start + 9);
  if (!isSeparator(component) || !isSeparator(element) || !isSeparator(terminator)) return null;
  if (release === undefined || repetition === undefined) return null;
  let unb = start + 9;
  while (isLineBreak(bytes[unb]) || bytes[unb] === space) unb++;
  if (!isTag(bytes, unb, 'UNB') || bytes[unb + 3] !== element) return null;
  const used = [component, element, terminator, ...(release === space ? [] : [release])];
  if (new Set(used).size !== used.length || isAlphanumeric(release)) return null;
  const repeats = syntaxVersion(bytes, unb) >= 4 && isSeparator(repetition) && !used.includes(repetition);
  return {
    component,
    element,
    release: release === space ? null : release,
    repetition: repeats ? repetition : null,
    terminator,
    declared: true,
    unb,
  };
};

/** Level B of syntaxes 1 to 3 has control characters as separators, IS1, IS3 and IS4. */
const levelB = { component: 0x1f, element: 0x1d, terminator: 0x1c, release: null };
const defaults = { component: 0x3a, element: 0x2b, terminator: 0x27, release: 0x3f };

/** Without a UNA partners use the default separators, or end every segment with a line break only. */
const withoutUna = (bytes: Buffer, unb: number): ServiceString | null => {
  const element = bytes[unb + 3];
  const known = [defaults, levelB].find((set) => set.element === element);
  if (!known) return null;
  const version = syntaxVersion(bytes, unb);
  if (bytes[unb + 8] !== known.component) return null;
  const terminator = terminatorBeforeNext(bytes, unb, known.terminator, known.element);
  return {
    ...known,
    terminator,
    repetition: version >= 4 ? 0x2a : null,
    declared: terminator === known.terminator,
    unb,
  };
};

/** No UNB is longer. */
const unbLimit = 500;

const terminatorBeforeNext = (bytes: Buffer, unb: number, usual: number, element: number): number => {
  const head = bytes.subarray(unb, unb + unbLimit);
  const [first, line] = [head.indexOf(usual), head.indexOf(lf)];
  const lineEnd = line < 0 ? -1 : unb + line;
  const endsLine = lineEnd >= 0 && /^UN[GH]/.test(bytes.toString('latin1', lineEnd + 1, lineEnd + 4));
  const onlyLines = endsLine && bytes[lineEnd + 4] === element && (first < 0 || first > line);
  return onlyLines ? lf : usual;
};

/** UNB S001 0002: the digit behind the syntax identifier; 0 when there is none. */
const syntaxVersion = (bytes: Buffer, unb: number): number => Number(bytes.toString('latin1', unb + 9, unb + 10)) || 0;
