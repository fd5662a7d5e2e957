/**
 * A place in a message:
 *
 *     [loop > loop ... /] element [where element = value and ...]
 *
 * X12:     PO1>REF/REF02 where REF01=ZZ      a loop by the segment that opens it; element REF02, component REF04-2
 * EDIFACT: SG25/LIN.C212.7140 where ...      a group by its number; segment.composite.element, `#2` for the second of a kind
 *
 * A condition speaks of the segment itself, or of one that opens a loop of the path. Without an element (`PO1/PID`)
 * the path means the segment.
 */
export interface SegmentPath {
  readonly loops: readonly string[];
  readonly target: ElementName;
  readonly where: readonly { readonly element: ElementName; readonly is: string }[];
}

/** An element as a path names it; `parts` is empty where the whole segment is meant. */
export interface ElementName {
  readonly text: string;
  readonly segment: string;
  /** X12: element and component number. EDIFACT: composite and data element, or data element alone. */
  readonly parts: readonly { readonly name: string; readonly ordinal: number }[];
}

export type PathSyntax = 'x12' | 'edifact';

/** @returns null for what is no path */
export const parseSegmentPath = (text: string, syntax: PathSyntax): SegmentPath | null => {
  const [place = '', ...conditions] = text.trim().split(/\s+where\s+/);
  if (conditions.length > 1) return null;
  const steps = place.split('/').map((part) => part.trim());
  if (steps.length > 2) return null;
  const loops = steps.length === 2 ? (steps[0] as string).split('>').map((loop) => loop.trim()) : [];
  const target = parseElement(steps.at(-1) as string, syntax);
  const where = (conditions[0] ?? '')
    .split(/\s+and\s+/)
    .filter(Boolean)
    .map((part) => parseCondition(part, syntax));
  if (!target || loops.some((loop) => !/^[A-Z][A-Z0-9]{1,4}$/.test(loop))) return null;
  return where.every((condition) => condition !== null) ? { loops, target, where } : null;
};

const parseCondition = (text: string, syntax: PathSyntax): SegmentPath['where'][number] | null => {
  const at = text.indexOf('=');
  const element = parseElement(text.slice(0, Math.max(0, at)).trim(), syntax);
  const is = text.slice(at + 1).trim();
  return element && element.parts.length > 0 && is !== '' ? { element, is } : null;
};

const parseElement = (text: string, syntax: PathSyntax): ElementName | null =>
  syntax === 'x12' ? parseX12(text) : parseEdifact(text);

const parseX12 = (text: string): ElementName | null => {
  if (/^[A-Z][A-Z0-9]{1,2}$/.test(text)) return { text, segment: text, parts: [] };
  const [, segment, element, component] = /^([A-Z][A-Z0-9]{1,2})(\d\d)(?:-(\d+))?$/.exec(text) ?? [];
  if (segment === undefined || element === undefined) return null;
  const names = component === undefined ? [element] : [element, component];
  return { text, segment, parts: names.map((name) => ({ name, ordinal: 1 })) };
};

const parseEdifact = (text: string): ElementName | null => {
  const [segment = '', ...rest] = text.split('.');
  if (!/^[A-Z]{3}$/.test(segment) || rest.length > 2) return null;
  const parts = rest.map((part) => /^([CS]?\d{3,4})(?:#([1-9]\d?))?$/.exec(part));
  if (parts.some((part) => part === null)) return null;
  return { text, segment, parts: parts.map((part) => ({ name: part?.[1] ?? '', ordinal: Number(part?.[2] ?? 1) })) };
};
