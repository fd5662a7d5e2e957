import { type GrammarNode, messageOfType, nearestDirectory, schemaOf, segmentTable } from '@tradeloom/edi/tables';

/**
 * Our own structure tables as a schema of StAEDI (EDISchema v4), so that both sides hold a message against the same:
 * order, nesting, repeats, and of every element type, length and presence, with the X12 syntax notes.
 */
export const staediSchema = (type: string): string => (/^\d/.test(type) ? x12Schema(type) : edifactSchema(type));

const version = '004010';
const unbounded = 999_999;
/** A segment whose elements the tables do not list is checked for its place only. */
const unlistedElements = 30;
const segmentsOfTheEnvelope = ['ST', 'SE', 'UNH', 'UNT'];

interface Value {
  readonly type: string;
  readonly min: number;
  readonly max: number;
}

interface Slot {
  readonly mandatory: boolean;
  /** Null: any text. */
  readonly value: Value | null;
  readonly components?: readonly Omit<Slot, 'components'>[];
}

interface Note {
  readonly kind: string;
  readonly elements: readonly number[];
}

interface SegmentShape {
  readonly slots: readonly Slot[];
  readonly notes: readonly Note[];
}

const x12Schema = (type: string): string => {
  const grammar = messageOfType(type)?.grammar[version];
  if (!grammar) throw new Error(`no tables of ${type}`);
  const bases: Readonly<Record<string, string>> = {
    AN: 'string',
    ID: 'identifier',
    R: 'decimal',
    N: 'numeric',
    DT: 'date',
    TM: 'time',
  };
  return schemaText(grammar, (id) => {
    const table = segmentTable(id, version);
    if (!table) return undefined;
    const slotOf = ({ mandatory, rule }: { mandatory: boolean; rule: Value | null }) => ({
      mandatory,
      value: rule && { type: bases[rule.type] ?? 'string', min: rule.min, max: rule.max },
    });
    const listed = table.slots.map((slot) => ({
      ...slotOf(slot),
      ...(slot.components
        ? { components: [...slot.components.map(slotOf), ...(slot.openComponents ? anything : [])] }
        : {}),
    }));
    return { slots: table.open ? [...listed, ...anything] : listed, notes: table.notes };
  });
};

const anything: readonly Slot[] = Array.from({ length: unlistedElements }, () => ({ mandatory: false, value: null }));

const edifactSchema = (type: string): string => {
  const directory = nearestDirectory('D.96A');
  const schema = directory && schemaOf(type, directory);
  if (!schema) throw new Error(`no tables of ${type}`);
  const bases: Readonly<Record<string, string>> = { a: 'string', an: 'string', n: 'decimal' };
  return schemaText(schema.grammar, (id) => {
    const slots = schema.segments.get(id)?.map(({ mandatory, components }) => {
      const parts = components.map(({ rule, ...part }) => ({
        mandatory: part.mandatory,
        value: { type: bases[rule.type] ?? 'string', min: rule.min, max: rule.max },
      }));
      const [only] = parts;
      return parts.length === 1 && only
        ? { mandatory, value: only.value }
        : { mandatory, value: null, components: parts };
    });
    return slots && { slots, notes: [] };
  });
};

const noteKinds: Readonly<Record<string, string>> = {
  P: 'paired',
  R: 'required',
  E: 'exclusion',
  C: 'conditional',
  L: 'list',
};

const schemaText = (grammar: GrammarNode, shapeOf: (id: string) => SegmentShape | undefined): string => {
  const elements = new Map<string, string>();
  const composites: string[] = [];
  const reference = ({ mandatory, value }: Omit<Slot, 'components'>): string => {
    const { type, min, max } = value ?? { type: 'string', min: 0, max: unbounded };
    const name = `${type}-${min}-${max}`;
    elements.set(name, `<elementType name="${name}" base="${type}" minLength="${min}" maxLength="${max}"/>`);
    return `<element type="${name}"${mandatory ? ' minOccurs="1"' : ''}/>`;
  };
  const slotText = (slot: Slot): string => {
    if (!slot.components) return reference(slot);
    const name = `C-${composites.length}`;
    composites.push(
      `<compositeType name="${name}"><sequence>${slot.components.map(reference).join('')}</sequence></compositeType>`,
    );
    return `<composite type="${name}"${slot.mandatory ? ' minOccurs="1"' : ''}/>`;
  };
  const noteText = ({ kind, elements: places }: Note): string =>
    `<syntax type="${noteKinds[kind]}">${places.map((n) => `<position>${n}</position>`).join('')}</syntax>`;
  const segments = [...idsOf(grammar)].map((id) => {
    const { slots, notes } = shapeOf(id) ?? { slots: anything, notes: [] };
    const sequence = slots.length === 0 ? '' : `<sequence>${slots.map(slotText).join('')}</sequence>`;
    return `<segmentType name="${id}">${sequence}${notes.map(noteText).join('')}</segmentType>`;
  });
  const transaction = `<transaction><sequence>${childrenText(grammar, { loops: 0 })}</sequence></transaction>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<schema xmlns="http://xlate.io/EDISchema/v4">
${[transaction, ...elements.values(), ...composites, ...segments].join('\n')}
</schema>
`;
};

const idsOf = (node: GrammarNode, into = new Set<string>()): Set<string> => {
  for (const child of node.children ?? [node]) {
    if (child.children) idsOf(child, into);
    else if (!segmentsOfTheEnvelope.includes(child.id)) into.add(child.id);
  }
  return into;
};

const childrenText = (node: GrammarNode, numbering: { loops: number }): string =>
  (node.children ?? [])
    .map((child) => {
      const occurs = `${child.mandatory ? ' minOccurs="1"' : ''} maxOccurs="${Math.min(child.max, unbounded)}"`;
      if (!child.children) return `<segment type="${child.id}"${occurs}/>`;
      numbering.loops += 1;
      const code = `L${numbering.loops}`;
      return `<loop code="${code}"${occurs}><sequence>${childrenText(child, numbering)}</sequence></loop>`;
    })
    .join('');
