import type { Problems } from '../findings/problem.ts';
import type { Segment } from './segment.ts';
import type { SyntaxNote } from './segment-tables.ts';

/** X12.6 syntax notes. @param present bit n for element n; no note speaks of an element beyond the 31st */
export const checkNotes = (
  segment: Segment,
  notes: readonly SyntaxNote[],
  present: number,
  problems: Problems,
): void => {
  for (const note of notes) if (!holds(note, present)) explain(segment, note, problems);
};

const holds = ({ kind, first, all, others }: SyntaxNote, present: number): boolean => {
  const found = present & all;
  switch (kind) {
    case 'P':
      return found === 0 || found === all;
    case 'R':
      return found !== 0;
    case 'C':
      return (present & first) === 0 || (present & others) === others;
    case 'L':
      return (present & first) === 0 || (present & others) !== 0;
    case 'E':
      return (found & (found - 1)) === 0;
  }
};

/** The element reported is the one that is missing, or the one that should not be there. */
const explain = (segment: Segment, note: SyntaxNote, problems: Problems): void => {
  const present = (n: number): boolean => (segment.elements[n] ?? '') !== '';
  const [first, ...rest] = note.elements as [number, ...number[]];
  const missing = (element: number): void =>
    problems.at('ELEMENT_CONDITION_MISSING', segment, { element, expected: note.text });
  const absent = note.elements.filter((n) => !present(n));
  switch (note.kind) {
    case 'P':
      for (const element of absent) missing(element);
      return;
    case 'R':
      missing(first);
      return;
    case 'C':
      for (const element of rest.filter((n) => !present(n))) missing(element);
      return;
    case 'L':
      missing(rest[0] as number);
      return;
    case 'E':
      for (const element of note.elements.filter(present).slice(1)) {
        problems.at('ELEMENT_EXCLUDED', segment, { element, expected: note.text });
      }
  }
};
