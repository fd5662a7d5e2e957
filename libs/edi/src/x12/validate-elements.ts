import type { Place, Problems } from '../findings/problem.ts';
import type { ProblemId } from '../findings/problem-codes.ts';
import { isCcyymmdd, isTime } from './calendar.ts';
import type { ElementRule } from './elements.ts';
import type { TableVersion } from './envelope-headers.ts';
import { type Segment, unprintable } from './segment.ts';
import { type ElementSlot, type SegmentTable, type SyntaxNote, segmentTable } from './segment-tables.ts';

/** Code lists that a set closes: `BEG01` -> the codes its translation knows. */
export type ClosedCodes = Readonly<Record<string, readonly string[]>>;

/** Checks every element of one segment against its table, the set's closed code lists and the syntax notes. */
export const validateElements = (
  segment: Segment,
  version: TableVersion,
  codes: ReadonlyMap<string, ClosedCodes>,
  problems: Problems,
): void => {
  const table = segmentTable(segment.id, version);
  if (!table) return;
  const { elements } = segment;
  for (let n = 1; n <= table.slots.length; n++) {
    const slot = table.slots[n - 1] as ElementSlot;
    const text = elements[n];
    if (text === undefined || text === '') {
      if (slot.mandatory) problems.at('ELEMENT_MISSING', segment, { element: n, ...numberOf(slot.rule) });
    } else checkElement(segment, n, slot, problems);
  }
  checkEnd(segment, table, problems);
  for (const note of table.notes) checkNote(segment, note, problems);
  const closed = codes.get(segment.id);
  if (closed) checkCodes(segment, closed, table, problems);
};

const numberOf = (rule: ElementRule | null): { elementNumber?: string } => (rule ? { elementNumber: rule.number } : {});

const checkElement = (segment: Segment, n: number, slot: ElementSlot, problems: Problems): void => {
  const { component } = segment.source.delimiters;
  if (!slot.components) {
    if (slot.rule) checkValue(segment, slot.rule, segment.elements[n] as string, { element: n }, problems);
    return;
  }
  const parts = (segment.elements[n] as string).split(String.fromCharCode(component));
  if (!slot.openComponents && parts.length > slot.components.length) {
    problems.at('COMPONENT_TOO_MANY', segment, { element: n });
  }
  slot.components.forEach(({ rule, mandatory }, i) => {
    const place = { element: n, component: i + 1 };
    const part = parts[i] ?? '';
    if (part === '' && mandatory) problems.at('ELEMENT_MISSING', segment, { ...place, ...numberOf(rule) });
    else if (part !== '' && rule) checkValue(segment, rule, part, place, problems);
  });
};

const checkValue = (
  segment: Segment,
  rule: ElementRule,
  raw: string,
  place: Omit<Place, 'byteOffset'>,
  problems: Problems,
): void => {
  const value = rule.type === 'AN' || rule.type === 'ID' ? raw.trimEnd() : raw;
  const report = (id: ProblemId, extra: Partial<Place> = {}): void =>
    problems.at(id, segment, { ...place, value: raw, elementNumber: rule.number, ...extra });
  switch (rule.type) {
    case 'DT':
      if (!isCcyymmdd(value)) report('ELEMENT_INVALID_DATE');
      return;
    case 'TM':
      if (!isTime(value)) report('ELEMENT_INVALID_TIME');
      return;
    case 'R':
      if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: 'R' });
      else checkLength(value.length - marksIn(value), rule, report);
      return;
    case 'N':
      if (!(rule.shape ?? integer).test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: 'N' });
      else checkLength(value.length - marksIn(value), rule, report);
      return;
    default:
      if (segment.mayHoldUnprintables && unprintable.test(value))
        report('ELEMENT_INVALID_CHARACTER', { expected: rule.type });
      checkLength(characters(value), rule, report);
      if (rule.shape && value.length === rule.max && !rule.shape.test(value)) report('ELEMENT_INVALID_CODE');
  }
};

const integer = /^-?\d+$/;

const characters = (text: string): number => (/[\ud800-\udbff]/.test(text) ? [...text].length : text.length);

/** Sign and point do not count as length (X12.6). */
const marksIn = (value: string): number => (value.startsWith('-') ? 1 : 0) + (value.includes('.') ? 1 : 0);

/** A text that is too long or short is still a text: noted. A number, date or code of the wrong length is wrong. */
const checkLength = (
  length: number,
  rule: ElementRule,
  report: (id: ProblemId, extra?: Partial<Place>) => void,
): void => {
  const severity = rule.type === 'AN' ? 'warning' : 'error';
  if (length > rule.max) report('ELEMENT_TOO_LONG', { expected: rule.max, severity });
  else if (length < rule.min) report('ELEMENT_TOO_SHORT', { expected: rule.min, severity });
};

const checkEnd = (segment: Segment, table: SegmentTable, problems: Problems): void => {
  if (table.open) return;
  const extra = segment.elements.slice(table.slots.length + 1).findIndex((text) => text !== '');
  if (extra >= 0) {
    problems.at('ELEMENT_TOO_MANY', segment, {
      element: table.slots.length + 1 + extra,
      expected: table.slots.length,
    });
  }
};

/** X12.6 syntax notes. The element reported is the one that is missing, or the one that should not be there. */
const checkNote = (segment: Segment, note: SyntaxNote, problems: Problems): void => {
  // What a note speaks of lies behind the segment's last element: only R minds.
  if ((note.elements[0] as number) >= segment.elements.length && note.kind !== 'R') return;
  const present = (n: number): boolean => (segment.elements[n] ?? '') !== '';
  const [first, ...rest] = note.elements as [number, ...number[]];
  const missing = (element: number): void =>
    problems.at('ELEMENT_CONDITION_MISSING', segment, { element, expected: note.text });
  const absent = note.elements.filter((n) => !present(n));
  switch (note.kind) {
    case 'P':
      if (absent.length < note.elements.length) for (const element of absent) missing(element);
      return;
    case 'R':
      if (absent.length === note.elements.length) missing(first);
      return;
    case 'C':
      if (present(first)) for (const element of rest.filter((n) => !present(n))) missing(element);
      return;
    case 'L':
      if (present(first) && !rest.some(present)) missing(rest[0] as number);
      return;
    case 'E':
      for (const element of note.elements.filter(present).slice(1)) {
        problems.at('ELEMENT_EXCLUDED', segment, { element, expected: note.text });
      }
  }
};

const checkCodes = (segment: Segment, closed: ClosedCodes, table: SegmentTable, problems: Problems): void => {
  for (const [place, allowed] of Object.entries(closed)) {
    const element = Number(place.slice(segment.id.length));
    const value = segment.at(element);
    if (value !== '' && !allowed.includes(value)) {
      problems.at('ELEMENT_INVALID_CODE', segment, { element, ...numberOf(table.slots[element - 1]?.rule ?? null) });
    }
  }
};
