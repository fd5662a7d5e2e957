/** Where two documents differ: `lines.0.quantity`, and what stands there in each. */
export interface Difference {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

const mostShown = 20;

const isHeld = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return isHeld(value) ? JSON.stringify(value) : String(value);
};

/** The first twenty places where two JSON values differ. */
export const differencesOf = (before: unknown, after: unknown): Difference[] => {
  const found: Difference[] = [];
  const walk = (a: unknown, b: unknown, path: string): void => {
    if (found.length === mostShown || Object.is(a, b)) return;
    if (!isHeld(a) || !isHeld(b)) {
      found.push({ path, before: shown(a), after: shown(b) });
      return;
    }
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      walk(a[key], b[key], path === '' ? key : `${path}.${key}`);
    }
  };
  walk(before, after, '');
  return found;
};

/** Where two files part: a stretch of each from shortly before the first byte that differs, and their sizes. */
export interface BytesDiffer {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly sizeBefore: number;
  readonly sizeAfter: number;
}

const lead = 20;
const stretch = 80;

/** Null where they are the same. Bytes are shown one by one, as ISO 8859-1. */
export const bytesDiffer = (before: Uint8Array, after: Uint8Array): BytesDiffer | null => {
  const [a, b] = [Buffer.from(before), Buffer.from(after)];
  if (a.equals(b)) return null;
  let offset = 0;
  while (offset < a.length && offset < b.length && a[offset] === b[offset]) offset++;
  const from = Math.max(0, offset - lead);
  const text = (bytes: Buffer): string => bytes.toString('latin1', from, from + stretch);
  return { offset, before: text(a), after: text(b), sizeBefore: a.length, sizeAfter: b.length };
};
