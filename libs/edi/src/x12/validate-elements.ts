import type { Place, Problems } from '../findings/problem.ts';
import type { ProblemId } from '../findings/problem-codes.ts';
import {
  codeUnitsOf,
  digit,
  isDay,
  isNumber,
  isText,
  isTimeOfDay,
  kindsWith,
  separator,
} from '../structure/accept-value.ts';
import { type Marks, ValueCursor } from '../structure/value-cursor.ts';
import { isCcyymmdd, isTime } from './calendar.ts';
import { checkNotes } from './check-notes.ts';
import type { Delimiters } from './delimiters.ts';
import type { ElementRule } from './elements.ts';
import type { TableVersion } from './envelope-headers.ts';
import type { Segment } from './segment.ts';
import { type ElementSlot, type SegmentTable, segmentTable } from './segment-tables.ts';

/** Code lists that a set closes: `BEG01` -> the codes its translation knows. */
export type ClosedCodes = Readonly<Record<string, readonly string[]>>;

/** Control characters, and what stands for bytes that no character was found for. */
const unprintable = /[\p{Cc}\ufffd]/u;

/**
 * Checks every element of one segment against its table, the set's closed code lists and the syntax notes. Nearly every
 * element is in order: that is seen on the bytes, in one walk over the segment, without making a text of any. What is
 * not accepted there is looked at again as text, which finds what is wrong with it.
 */
export const validateElements = (
  segment: Segment,
  version: TableVersion,
  codes: ReadonlyMap<string, ClosedCodes>,
  problems: Problems,
): void => {
  const { id } = segment;
  const table = segmentTable(id, version);
  if (!table) return;
  walk(segment, table, cursorOver(segment), problems);
  const closed = codes.get(id);
  if (closed) checkCodes(segment, closed, table, problems);
};

const marksOf = new WeakMap<Delimiters, Marks>();

const marksFor = (delimiters: Delimiters): Marks => {
  const known = marksOf.get(delimiters);
  if (known) return known;
  const { element, component } = delimiters;
  // A separator beyond ASCII has no kind of its own: it may be anywhere.
  const met = component < 128 ? 0 : separator;
  const marks = { element, component: null, release: null, kinds: kindsWith(component), met };
  marksOf.set(delimiters, marks);
  return marks;
};

const cursorOver = (segment: Segment): ValueCursor => {
  const { window, delimiters } = segment.source;
  const marks = marksFor(delimiters);
  if (segment.plain)
    return new ValueCursor(window.bytes, segment.start - window.base, segment.end - window.base, marks);
  const { text } = segment;
  return new ValueCursor(codeUnitsOf(text), 0, text.length, marks);
};

const walk = (segment: Segment, table: SegmentTable, cursor: ValueCursor, problems: Problems): void => {
  const { slots } = table;
  let present = 0;
  let extra = 0;
  let n = 0;
  // The segment's id.
  cursor.next();
  while (cursor.next()) {
    n++;
    const slot = slots[n - 1];
    if (cursor.from === cursor.to) reportMissing(segment, n, slot, problems);
    else {
      present |= bitOf(n);
      if (!slot) extra ||= n;
      else if (!accepts(slot, cursor)) checkElement(segment, n, slot, problems);
    }
  }
  while (n < slots.length) {
    n++;
    reportMissing(segment, n, slots[n - 1], problems);
  }
  if (extra > 0 && !table.open) problems.at('ELEMENT_TOO_MANY', segment, { element: extra, expected: slots.length });
  checkNotes(segment, table.notes, present, problems);
};

/** Notes speak of the first 31 elements. */
const bitOf = (n: number): number => (n < 32 ? 1 << n : 0);

const reportMissing = (segment: Segment, element: number, slot: ElementSlot | undefined, problems: Problems): void => {
  if (slot?.mandatory) problems.at('ELEMENT_MISSING', segment, { element, ...numberOf(slot.rule) });
};

const accepts = (slot: ElementSlot, cursor: ValueCursor): boolean => {
  const { components } = slot;
  if (!components) return slot.rule === null || acceptsValue(slot.rule, cursor);
  if ((cursor.met & separator) !== 0 || slot.needsMore) return false;
  const rule = components[0]?.rule ?? null;
  return rule === null || acceptsValue(rule, cursor);
};

const acceptsValue = (rule: ElementRule, { units, from, to, met }: ValueCursor): boolean => {
  switch (rule.type) {
    case 'DT':
      return isDay(units, from, to);
    case 'TM':
      return isTimeOfDay(units, from, to, met);
    case 'R':
      return isNumber(units, from, to, met, rule.min, rule.max);
    case 'N':
      return met === digit && isNumber(units, from, to, met, rule.min, rule.max);
    default:
      return rule.shape === undefined && isText(units, from, to, met, rule.min, rule.max);
  }
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
      if (unprintable.test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: rule.type });
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

const checkCodes = (segment: Segment, closed: ClosedCodes, table: SegmentTable, problems: Problems): void => {
  for (const [place, allowed] of Object.entries(closed)) {
    const element = Number(place.slice(segment.id.length));
    const value = segment.at(element);
    if (value !== '' && !allowed.includes(value)) {
      problems.at('ELEMENT_INVALID_CODE', segment, { element, ...numberOf(table.slots[element - 1]?.rule ?? null) });
    }
  }
};
