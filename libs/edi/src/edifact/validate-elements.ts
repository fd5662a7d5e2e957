import type { Place, PlaceInSegment, Problems } from '../findings/problem.ts';
import type { ProblemId } from '../findings/problem-codes.ts';
import { codeUnitsOf, digit, isDay, isNumber, isText, kindsWith, separator } from '../structure/accept-value.ts';
import { type Marks, ValueCursor } from '../structure/value-cursor.ts';
import { isDateTime } from './date-formats.ts';
import type { Component, ElementRule, ElementSlot, SegmentTables } from './directories/directory.ts';
import type { Segment } from './segment.ts';
import type { ServiceString } from './service-string.ts';

/** Code lists that a message closes: `BGM 2.1` -> the codes of element 2, component 1 that its translation knows. */
export type ClosedCodes = Readonly<Record<string, readonly string[]>>;

/** Elements a message's document cannot do without although the directory leaves them open: `BGM 2.1`. */
export type Needs = readonly string[];

/**
 * Checks every element, component and repetition of one segment against its directory. Nearly every one is in order:
 * that is seen on the bytes, in one walk over the segment, without making a text of any. An element of which something
 * is not accepted there is looked at again as text, which finds what is wrong with it.
 */
export const validateElements = (segment: Segment, tables: SegmentTables, problems: Problems): void => {
  const slots = tables.get(segment.id);
  if (!slots) return;
  const cursor = cursorOver(segment);
  const clean = walk(segment, slots, cursor, problems);
  if (segment.id === 'DTM' && !(clean && isUsualDate(cursor, segment.source.service))) checkDate(segment, problems);
};

const marksOf = new WeakMap<ServiceString, Marks>();

/** A repetition is nothing that is accepted by its bytes. */
const marksFor = (service: ServiceString): Marks => {
  const known = marksOf.get(service);
  if (known) return known;
  const { element, component, release, repetition } = service;
  const marks = { element, component, release, kinds: kindsWith(repetition) };
  marksOf.set(service, marks);
  return marks;
};

const cursorOver = (segment: Segment): ValueCursor => {
  const { window, service } = segment.source;
  const marks = marksFor(service);
  if (segment.plain)
    return new ValueCursor(window.bytes, segment.start - window.base, segment.end - window.base, marks);
  const { text } = segment;
  return new ValueCursor(codeUnitsOf(text), 0, text.length, marks);
};

/** @returns whether nothing had to be looked at as text */
const walk = (segment: Segment, slots: readonly ElementSlot[], cursor: ValueCursor, problems: Problems): boolean => {
  let clean = true;
  let n = 0;
  passElement(cursor);
  while (!cursor.atEnd) {
    n++;
    const slot = slots[n - 1];
    if (!slot) passElement(cursor);
    else if (!accepts(slot, cursor)) {
      clean = false;
      checkElement(segment, n, slot, problems);
    }
  }
  if (n > slots.length) {
    problems.at('ELEMENT_TOO_MANY', segment, { element: slots.length + 1, expected: slots.length });
    return false;
  }
  for (; n < slots.length; n++) {
    const slot = slots[n] as ElementSlot;
    if (slot.mandatory) checkElement(segment, n + 1, slot, problems);
  }
  return clean;
};

const passElement = (cursor: ValueCursor): void => {
  while (cursor.next()) if (cursor.closes) return;
};

/** Walks over one element. */
const accepts = (slot: ElementSlot, cursor: ValueCursor): boolean => {
  const begin = cursor.at;
  let accepted = true;
  let part = 0;
  while (cursor.next()) {
    accepted &&= acceptsComponent(slot.components[part], cursor);
    if (cursor.closes) break;
    part++;
  }
  return cursor.to === begin ? !slot.mandatory : accepted && part >= slot.least;
};

const acceptsComponent = (component: Component | undefined, { units, from, to, met }: ValueCursor): boolean => {
  if (component === undefined || (met & separator) !== 0) return false;
  if (from === to) return !component.mandatory;
  const { type, min, max } = component.rule;
  if (type === 'n') return isNumber(units, from, to, met, min, max);
  return (type === 'an' || (met & digit) === 0) && isText(units, from, to, met, min, max);
};

/** Whether the segment ends with a day in format 102 (CCYYMMDD), which nearly every DTM says. */
const isUsualDate = ({ units, to }: ValueCursor, { component }: ServiceString): boolean =>
  units[to - 3] === 0x31 &&
  units[to - 2] === 0x30 &&
  units[to - 1] === 0x32 &&
  units[to - 4] === component &&
  units[to - 13] === component &&
  isDay(units, to - 12, to - 4);

const checkElement = (segment: Segment, element: number, slot: ElementSlot, problems: Problems): void => {
  const raw = segment.elements[element] ?? '';
  if (raw === '') {
    if (slot.mandatory) problems.at('ELEMENT_MISSING', segment, { element, elementNumber: slot.number });
    return;
  }
  const repetitions = segment.repetitions(element);
  if (repetitions > slot.run) {
    problems.at('REPETITION_TOO_MANY', segment, { element, repetition: slot.run + 1, expected: slot.run });
  }
  for (let repetition = 1; repetition <= Math.min(repetitions, slot.run); repetition++) {
    checkComponents(segment, slot, { element, ...(repetitions > 1 ? { repetition } : {}) }, problems);
  }
};

const checkComponents = (
  segment: Segment,
  slot: ElementSlot,
  place: { element: number; repetition?: number },
  problems: Problems,
): void => {
  const parts = segment.components(place.element, place.repetition);
  if (parts.length > slot.components.length) problems.at('COMPONENT_TOO_MANY', segment, place);
  slot.components.forEach(({ rule, mandatory }, i) => {
    const component = i + 1;
    const value = segment.released(parts[i] ?? '').trimEnd();
    const single = slot.components.length === 1;
    const at = (): PlaceInSegment => ({
      ...place,
      ...(single ? {} : { component }),
      byteOffset: segment.offsetOf(place.element, component, place.repetition),
      value,
      elementNumber: rule.number,
    });
    if (value !== '') checkValue(rule, value, (id, extra) => problems.at(id, segment, { ...at(), ...extra }));
    else if (mandatory) problems.at('ELEMENT_MISSING', segment, at());
  });
};

const numeric = /^-?(\d+([.,]\d*)?|[.,]\d+)$/;
const unprintable = /[\p{Cc}\ufffd]/u;
/** Codes have up to three characters (an..3); a longer one is no code. Longer elements are texts and references. */
const longestCode = 3;

const checkValue = (
  rule: ElementRule,
  value: string,
  report: (id: ProblemId, extra?: Partial<Place>) => void,
): void => {
  if (rule.type === 'n') {
    if (!numeric.test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: 'n' });
    else checkLength(value.replace(/[-.,]/g, '').length, rule, report);
    return;
  }
  if (unprintable.test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: rule.type });
  else if (rule.type === 'a' && /\d/.test(value)) report('ELEMENT_INVALID_CHARACTER', { expected: 'a' });
  else checkLength([...value].length, rule, report);
};

/** A text that is too long is still a text: noted. A number or code of the wrong length is wrong. */
const checkLength = (
  length: number,
  rule: ElementRule,
  report: (id: ProblemId, extra?: Partial<Place>) => void,
): void => {
  const severity = rule.type !== 'n' && rule.max > longestCode ? 'warning' : 'error';
  if (length > rule.max) report('ELEMENT_TOO_LONG', { expected: rule.max, severity });
  else if (length < rule.min) report('ELEMENT_TOO_SHORT', { expected: rule.min, severity });
};

/** DTM C507: the value has the format that 2379 names. */
const checkDate = (segment: Segment, problems: Problems): void => {
  const value = segment.at(1, 2);
  if (value === '' || isDateTime(value, segment.at(1, 3))) return;
  const place = { element: 1, component: 2, value, elementNumber: '2380', byteOffset: segment.offsetOf(1, 2) };
  problems.at('ELEMENT_INVALID_DATE', segment, place);
};

interface CodePlace {
  tag: string;
  element: number;
  component: number;
}

const places = new Map<string, CodePlace>();

/** `BGM 2.1` */
const placeOf = (text: string): CodePlace => {
  const known = places.get(text);
  if (known) return known;
  const [, tag = '', element, component] = /^([A-Z]{3}) (\d+)\.(\d+)$/.exec(text) ?? [];
  const place = { tag, element: Number(element), component: Number(component) };
  places.set(text, place);
  return place;
};

/** What the translation demands beyond the directory: known codes, and elements the document needs. */
export const validateForDocument = (
  segments: readonly Segment[],
  codes: ClosedCodes,
  needs: Needs,
  problems: Problems,
): void => {
  for (const [text, allowed] of Object.entries(codes)) {
    const { tag, element, component } = placeOf(text);
    for (const segment of segments) {
      if (segment.id !== tag) continue;
      const value = segment.at(element, component);
      if (value === '' || allowed.includes(value)) continue;
      const place = { element, component, value, byteOffset: segment.offsetOf(element, component) };
      problems.at('ELEMENT_INVALID_CODE', segment, place);
    }
  }
  for (const text of needs) {
    const { tag, element, component } = placeOf(text);
    const segment = segments.find(({ id }) => id === tag);
    if (segment && segment.at(element, component) === '') {
      problems.at('ELEMENT_MISSING', segment, { element, component, byteOffset: segment.offsetOf(element, component) });
    }
  }
};
