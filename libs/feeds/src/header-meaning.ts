import { type FeedKind, usedFields } from './feed-kind.ts';
import type { FeedKindName } from './feed-kind-name.ts';
import { type Field, fieldOf, headerCell, isOutcome } from './headers.ts';
import { headerKey, type Learned, type LearnedMapping, learnedFor } from './learned-mapping.ts';
import type { LocatedColumn } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

/** What a header row says when it is read as this kind of feed. */
export interface Meaning {
  readonly kind: FeedKind;
  readonly learned: Learned;
  readonly columns: ReadonlyMap<Field, LocatedColumn>;
  /** What a person said, else what the dictionary says; null where a person said that it is nothing. */
  fieldAt(cell: string): Field | null | undefined;
}

export const meaningOf = (kind: FeedKind, header: SheetRow, mappings: readonly LearnedMapping[]): Meaning => {
  const learned = learnedFor(kind.name, mappings);
  const fieldAt = (cell: string): Field | null | undefined => {
    if (isOutcome(cell)) return 'outcome';
    const said = learned.get(headerKey(headerCell(cell)));
    return said === undefined ? fieldOf(cell, kind.own) : said;
  };
  const columns = new Map<Field, LocatedColumn>();
  for (const [index, cell] of header.cells.entries()) {
    const field = fieldAt(cell);
    if (!field) continue;
    const by = learned.has(headerKey(headerCell(cell))) ? 'person' : 'dictionary';
    const present = columns.get(field);
    if (!present || (by === 'person' && present.by === 'dictionary')) {
      columns.set(field, { index, header: cell.trim(), by });
    }
  }
  return { kind, learned, columns, fieldAt };
};

export const chooseKind = (meanings: readonly Meaning[], fixed?: FeedKindName): Meaning | undefined => {
  if (fixed) return meanings.find(({ kind }) => kind.name === fixed);
  let best: { meaning: Meaning; missing: number; known: number } | undefined;
  for (const meaning of meanings) {
    const { kind, columns } = meaning;
    if (!kind.signature.some((field) => columns.has(field))) continue;
    const lacking = lackingOf(kind, columns).length;
    const used = usedFields(kind);
    const known = [...columns.keys()].filter((field) => used.has(field)).length;
    const better = !best || lacking < best.missing || (lacking === best.missing && known > best.known);
    if (better) best = { meaning, missing: lacking, known };
  }
  return best?.meaning;
};

export const lackingOf = (kind: FeedKind, columns: ReadonlyMap<Field, LocatedColumn>): Field[][] =>
  kind.required.map((need) => [need].flat()).filter((oneOf) => !oneOf.some((field) => columns.has(field)));
