import type { CanonicalDocument } from '../canonical/documents.ts';
import { nearestDirectory, schemaOf } from '../edifact/directories/catalogue.ts';
import type { SegmentTables } from '../edifact/directories/directory.ts';
import { messageOfType as edifactMessage } from '../edifact/messages/registry.ts';
import type { GrammarNode } from '../structure/grammar.ts';
import { type TableVersion, tableVersion } from '../x12/envelope-headers.ts';
import { messageOfType as x12Message } from '../x12/messages/registry.ts';
import { segmentTable } from '../x12/segment-tables.ts';
import { isMappedKind } from './canonical-shapes.ts';
import type { ElementName, PathSyntax } from './segment-path.ts';

export type ElementType = 'text' | 'decimal' | 'integer' | 'date' | 'time';

/** Where in a segment an element stands, both from 1, and what it may hold. */
export interface Slot {
  readonly element: number;
  readonly component: number;
  readonly type: ElementType;
  readonly min: number;
  readonly max: number;
  /** A comma in it is a decimal mark. */
  readonly decimalComma?: boolean;
}

/** What a map is held against: one message of one version. */
export interface MessageStructure {
  readonly syntax: PathSyntax;
  readonly grammar: GrammarNode;
  /** The documents it stands for; an ORDRSP answers an order or a change. */
  readonly kinds: readonly CanonicalDocument['kind'][];
  /** Whether the loop is called so in a path. */
  isCalled(loop: GrammarNode, name: string): boolean;
  /** Undefined where the segment has no such element. */
  slotOf(name: ElementName): Slot | undefined;
  /** Elements that the segment must have, from 1. */
  mandatory(segment: string): readonly number[];
  /** By which loops the members of a list are said, one by one. */
  readonly anchors: readonly Anchor[];
}

export interface Anchor {
  readonly list: string;
  /** The segments that open the loops, outermost first. */
  readonly loops: readonly string[];
  /** Only the innermost loops whose opening segment has this value. */
  readonly where?: { readonly element: number; readonly is: string };
}

const anchor = (list: string, ...loops: string[]): Anchor => ({ list, loops });
const items: Anchor = { list: 'lines', loops: ['HL'], where: { element: 3, is: 'I' } };

/** Lists that a message says loop by loop, in this order; the others have no such loops. */
const anchors: Readonly<Record<string, Anchor>> = {
  '810': anchor('lines', 'IT1'),
  '846': anchor('lines', 'LIN'),
  '850': anchor('lines', 'PO1'),
  '855': anchor('lines', 'PO1'),
  '856': items,
  '860': anchor('lines', 'POC'),
  '861': anchor('lines', 'RCD'),
  '863': anchor('items', 'LIN'),
  '865': anchor('lines', 'POC'),
  ORDERS: anchor('lines', 'LIN'),
  ORDRSP: anchor('lines', 'LIN'),
  ORDCHG: anchor('lines', 'LIN'),
  INVOIC: anchor('lines', 'LIN'),
  DESADV: anchor('lines', 'CPS', 'LIN'),
  RECADV: anchor('lines', 'CPS', 'LIN'),
};

const anchorsOf = (message: string): readonly Anchor[] => {
  const found = anchors[message];
  return found ? [found] : [];
};

/** Undefined for what no map can be made for: a type or version that is not read, or that says no business document. */
export const structureOf = (message: string, version: string): MessageStructure | undefined =>
  /^\d{3}$/.test(message) ? x12Structure(message, version) : edifactStructure(message, version);

const x12Structure = (message: string, version: string): MessageStructure | undefined => {
  const table = /^\d{6}$/.test(version) ? tableVersion(version) : null;
  const supported = x12Message(message);
  if (!table || !supported || !isMappedKind(supported.file.kind)) return undefined;
  return {
    syntax: 'x12',
    grammar: supported.grammar[table],
    kinds: [supported.file.kind],
    isCalled: (loop, name) => loop.id === name,
    slotOf: (name) => x12Slot(name, table),
    mandatory: (segment) =>
      (segmentTable(segment, table)?.slots ?? []).flatMap(({ mandatory }, i) => (mandatory ? [i + 1] : [])),
    anchors: anchorsOf(message),
  };
};

const x12Types = { AN: 'text', ID: 'text', R: 'decimal', N: 'integer', DT: 'date', TM: 'time' } as const;
const unchecked = { type: 'text', min: 1, max: Number.POSITIVE_INFINITY } as const;

const x12Slot = ({ segment, parts }: ElementName, version: TableVersion): Slot | undefined => {
  const [element = 0, component = 1] = parts.map(({ name }) => Number(name));
  const table = segmentTable(segment, version);
  const slot = table?.slots[element - 1];
  if (element < 1 || component < 1) return undefined;
  if (!slot) return table && !table.open ? undefined : { element, component, ...unchecked };
  const part = slot.components?.[component - 1];
  if (component > 1 && !part && !slot.openComponents) return undefined;
  const rule = slot.components ? part?.rule : slot.rule;
  if (!rule) return { element, component, ...unchecked };
  return { element, component, type: x12Types[rule.type], min: rule.min, max: rule.max };
};

const edifactStructure = (message: string, version: string): MessageStructure | undefined => {
  const directory = nearestDirectory(version);
  const schema = directory && schemaOf(message, directory);
  const file = edifactMessage(message);
  if (!schema || !file?.kinds.every(isMappedKind)) return undefined;
  return {
    syntax: 'edifact',
    grammar: schema.grammar,
    kinds: file.kinds,
    isCalled: (loop, name) => loop.path?.split('/').at(-1) === name,
    slotOf: (name) => edifactSlot(name, schema.segments),
    mandatory: (segment) =>
      (schema.segments.get(segment) ?? []).flatMap(({ mandatory }, i) => (mandatory ? [i + 1] : [])),
    anchors: anchorsOf(message),
  };
};

const edifactTypes = { a: 'text', an: 'text', n: 'decimal' } as const;

/** `C212.7140`: the first C212, in it the first 7140; `4347`: the element by itself, or the first component so named. */
const edifactSlot = ({ segment, parts }: ElementName, tables: SegmentTables): Slot | undefined => {
  const [outer, inner = outer] = parts;
  const slots = tables.get(segment);
  if (!slots || !outer || !inner) return undefined;
  const element = nth(slots, ({ number }) => number === outer.name, outer.ordinal);
  const components = slots[element]?.components ?? [];
  const component = nth(components, ({ rule }) => rule.number === inner.name, parts.length === 1 ? 1 : inner.ordinal);
  const rule = components[component]?.rule;
  if (!rule) return undefined;
  return {
    element: element + 1,
    component: component + 1,
    type: edifactTypes[rule.type],
    min: rule.min,
    max: rule.max,
    decimalComma: rule.type === 'n',
  };
};

const nth = <T>(list: readonly T[], fits: (one: T) => boolean, ordinal: number): number => {
  const found = list.flatMap((one, i) => (fits(one) ? [i] : []));
  return found[ordinal - 1] ?? -1;
};
