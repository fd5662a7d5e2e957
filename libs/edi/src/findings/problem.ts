import type { Problem, Severity, Text } from '../result.ts';
import { type ProblemCode, type ProblemId, problemCodes } from './problem-codes.ts';

/** A segment of any syntax, as far as a finding about it needs to know it. */
export interface Located {
  readonly id: string;
  /** 1-based in its message, 0 for a service segment outside a message. */
  readonly position: number;
  /** Byte offset in the file. */
  readonly start: number;
  /** Where a walk along a grammar with named groups found it. */
  group?: string | undefined;
  /** Of an XML element. */
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** An element's text, '' when absent. */
  at(element: number): string;
  /** Byte offset of an element. */
  offsetOf(element: number): number;
}

export interface Place {
  segment?: string;
  segmentPosition?: number;
  element?: number;
  component?: number;
  repetition?: number;
  byteOffset: number;
  value?: string;
  elementNumber?: string;
  group?: string;
  path?: string;
  line?: number;
  column?: number;
  severity?: Problem['severity'];
  expected?: string | number;
  found?: string | number;
}

/** Where in a segment; without `byteOffset` that of its element. */
export type PlaceInSegment = Omit<Place, 'byteOffset'> & { byteOffset?: number };

/** More findings than these per message, group or interchange help nobody and cost memory. */
const maxProblems = 100;

const two = (n: number): string => String(n).padStart(2, '0');
const nameOf = (place: Place): string => {
  const element = place.element === undefined ? '' : two(place.element);
  return `${place.segment ?? ''}${element}${place.component === undefined ? '' : `-${place.component}`}`;
};

const fill = (template: string, place: Place): string =>
  template.replace(/\{(\w+)\}/g, (_, key: string) => {
    if (key === 'element') return nameOf(place);
    if (key === 'value') return cut(place.value ?? '');
    return String(place[key as 'segment' | 'expected' | 'found'] ?? '');
  });

const cut = (value: string): string =>
  value.length > 80 ? `${Array.from(value.slice(0, 80)).slice(0, -1).join('')}…` : value;

const textOf = (code: { en: string; zh: string }, place: Place): Text => ({
  en: fill(code.en, place),
  zh: fill(code.zh, place),
});

/** Findings that weigh more or less with one partner than they usually do. */
export type Severities = Readonly<Partial<Record<ProblemId, Severity>>>;

const asUsual: Severities = {};

/** Gathers the findings of one message, group or interchange. */
export class Problems {
  readonly list: Problem[] = [];

  constructor(private readonly severities: Severities = asUsual) {}

  add(id: ProblemId, place: Place): void {
    if (this.list.length > maxProblems) return;
    if (this.list.length === maxProblems) {
      this.list.push(problem('PROBLEMS_CUT', { byteOffset: place.byteOffset, expected: maxProblems }));
      return;
    }
    this.list.push(problem(id, place, this.severities[id]));
  }

  /** A finding about a segment, or about one of its elements when `element` is given. */
  at(id: ProblemId, segment: Located, place: PlaceInSegment = {}): void {
    if (this.list.length > maxProblems) return;
    this.add(id, {
      segment: segment.id,
      ...(segment.position > 0 ? { segmentPosition: segment.position } : {}),
      ...(segment.group === undefined ? {} : { group: segment.group }),
      ...positionInXml(segment),
      byteOffset: place.element === undefined ? segment.start : segment.offsetOf(place.element),
      ...(place.element === undefined ? {} : { value: segment.at(place.element) }),
      ...place,
    });
  }
}

const positionInXml = ({
  path,
  line,
  column,
}: Pick<Located, 'path' | 'line' | 'column'>): Pick<Place, 'path' | 'line' | 'column'> => ({
  ...(path === undefined ? {} : { path }),
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
});

const problem = (id: ProblemId, place: Place, agreed?: Severity): Problem => {
  const code: ProblemCode = problemCodes[id];
  return {
    level: code.level,
    code: id,
    severity: agreed ?? place.severity ?? code.severity,
    segment: place.segment ?? null,
    segmentPosition: place.segmentPosition ?? null,
    element: place.element ?? null,
    component: place.component ?? null,
    repetition: place.repetition ?? null,
    byteOffset: place.byteOffset,
    value: place.value === undefined ? null : cut(place.value),
    message: textOf(code, place),
    ...(place.elementNumber === undefined ? {} : { elementNumber: place.elementNumber }),
    ...(place.group === undefined ? {} : { group: place.group }),
    ...positionInXml(place),
  };
};
