import { DomainError, decimal } from '@tradeloom/kernel';
import type { CanonicalDocument } from './canonical/documents.ts';
import type { InterchangeResult, Problem } from './result.ts';

/**
 * The last check of what was written: read by our own reader it has no finding, and it says what the documents said.
 * A value that the syntax cannot carry is refused here instead of being lost at the partner's.
 */
export const mustReadBack = (
  interchange: InterchangeResult | undefined,
  documents: readonly CanonicalDocument[],
  exactly: boolean,
): void => {
  const groups = interchange?.groups ?? [];
  const messages = groups.flatMap((group) => group.messages);
  const problems = [interchange, ...groups, ...messages].flatMap((part) => part?.errors ?? []);
  const problem = problems.find((p) => p.level !== 'guide' && p.code !== 'VERSION_READ_BY_NEAREST');
  if (problem) throw notWritable(problem);
  documents.forEach((document, i) => {
    const difference = exactly ? firstDifference(document, messages[i]?.document, document.kind) : null;
    if (difference) throw notTheSame(difference);
  });
};

const notWritable = (problem: Problem): DomainError =>
  new DomainError('edi.write.not-writable', problem.message, {
    problem: problem.code,
    segment: problem.segment ?? '',
    segmentPosition: problem.segmentPosition ?? 0,
    element: problem.element ?? 0,
    value: problem.value ?? '',
  });

interface Difference {
  path: string;
  written: string;
  read: string;
}

const notTheSame = ({ path, written, read }: Difference): DomainError =>
  new DomainError(
    'edi.write.not-the-same',
    {
      en: `${path} cannot be said in this message: "${written}" would be read as "${read}"`,
      zh: `${path} 无法用该报文表达："${written}"会被读作"${read}"`,
    },
    { path, written, read },
  );

const firstDifference = (written: unknown, read: unknown, path: string): Difference | null => {
  if (Array.isArray(written) || isRecord(written)) {
    const [a, b] = [entriesOf(written), entriesOf(read)];
    for (const key of new Set([...a.keys(), ...b.keys()])) {
      const difference = firstDifference(a.get(key), b.get(key), `${path}.${key}`);
      if (difference) return difference;
    }
    return null;
  }
  return same(written, read) ? null : { path, written: String(written), read: String(read) };
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Absent, empty, and an empty list of optional things are the same; ZZ qualifies nothing; `correction: false` is the rule. */
const entriesOf = (value: unknown): Map<string, unknown> =>
  new Map(
    Object.entries(isRecord(value) ? value : {}).filter(
      ([key, v]) => v !== undefined && v !== false && !(key === 'idQualifier' && v === 'ZZ'),
    ),
  );

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return sameNumber(a, b) || sameInstant(a, b);
};

/** `100` and `100.00` are one amount; `0001` and `1` are two names. */
const sameNumber = (a: string, b: string): boolean =>
  [a, b].every((text) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) && decimal(a).equals(b);

const sameInstant = (a: string, b: string): boolean =>
  [a, b].every((text) => /^\d{4}-\d{2}-\d{2}T/.test(text)) && Date.parse(a) === Date.parse(b);
