import { createHash } from 'node:crypto';
import type { Manual } from './manual.rules.ts';

/** Keys in order, no blanks: the same content always has the same text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
};

type Content = Pick<Manual, 'item' | 'manualVersion' | 'specification'>;

/** What the parties signed, as SHA-256 (hex). */
export const hashOf = ({ item, manualVersion, specification }: Content): string =>
  createHash('sha256').update(canonical({ item, manualVersion, specification })).digest('hex');
