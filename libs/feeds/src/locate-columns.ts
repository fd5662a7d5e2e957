import { changedHeaders } from './changed-headers.ts';
import { describeColumns, type ReadColumn } from './describe-columns.ts';
import type { FeedError } from './feed-error.ts';
import type { FeedContext, FeedKind } from './feed-kind.ts';
import type { FeedKindName } from './feed-kind-name.ts';
import { feedKinds } from './feed-kinds.ts';
import { findHeader, likelyHeader } from './find-header.ts';
import { assumptions, duplicates, missing, noHeader, unknownKind, unused } from './header-findings.ts';
import { chooseKind, meaningOf } from './header-meaning.ts';
import { type Field, isOutcome } from './headers.ts';
import type { LocatedColumn } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

export interface Located {
  readonly kind: FeedKind;
  /** Index of the header in the sheet's rows; what stands above is preamble. */
  readonly headerIndex: number;
  readonly columns: ReadonlyMap<Field, LocatedColumn>;
  /** Cells up to the last named column. */
  readonly width: number;
  /** Indices of the columns that a corrected file carries: they are no part of the table. */
  readonly outcomes: ReadonlySet<number>;
  readonly findings: readonly FeedError[];
  /** Every column with what it was read as, or may be. */
  readonly seen: readonly ReadColumn[];
}

/** The header may be told even where the kind is not, with what its columns may be. */
export interface NotLocated {
  readonly kind?: undefined;
  readonly headerIndex?: number;
  readonly likelyKind?: FeedKindName;
  readonly findings: readonly FeedError[];
  readonly seen: readonly ReadColumn[];
}

/** Finds the header row, the kind of feed, and which column is what. */
export const locateColumns = (
  rows: readonly SheetRow[],
  { kind: fixed, mappings = [], before = [] }: Pick<FeedContext, 'kind' | 'mappings' | 'before'> = {},
): Located | NotLocated => {
  const headerIndex = findHeader(rows, mappings);
  const header = headerIndex === undefined ? undefined : rows[headerIndex];
  if (headerIndex === undefined || !header) return guessed(rows, noHeader());
  const meanings = feedKinds.map((kind) => meaningOf(kind, header, mappings));
  const chosen = chooseKind(meanings, fixed);
  if (!chosen) return guessed(rows, unknownKind(header), headerIndex);
  const { kind, columns } = chosen;
  const seen = describeColumns(header, rows.slice(headerIndex + 1), chosen);
  const findings = [
    ...missing(chosen, header, seen),
    ...duplicates(header, chosen),
    ...assumptions(kind, columns, header),
    ...unused(header, chosen, seen),
    ...changedHeaders(header, kind.name, before),
  ];
  const width = header.cells.findLastIndex((cell) => cell.trim() !== '' && !isOutcome(cell)) + 1;
  const outcomes = new Set(header.cells.flatMap((cell, index) => (isOutcome(cell) ? [index] : [])));
  return { kind, headerIndex, columns, width, outcomes, findings, seen };
};

/** Nobody knows the columns: what they may be is said for the kind that they fit best, a progress report where any. */
const guessed = (rows: readonly SheetRow[], finding: FeedError, known?: number): NotLocated => {
  const headerIndex = known ?? likelyHeader(rows);
  const header = headerIndex === undefined ? undefined : rows[headerIndex];
  if (headerIndex === undefined || !header) return { findings: [finding], seen: [] };
  const below = rows.slice(headerIndex + 1);
  let best: { kind: FeedKindName; seen: ReadColumn[]; fit: number } | undefined;
  for (const kind of feedKinds) {
    const seen = describeColumns(header, below, meaningOf(kind, header, []));
    const could = new Set(seen.flatMap(({ field, candidates }) => field ?? candidates.map((c) => c.field)));
    const covered = kind.required.filter((need) => [need].flat().some((field) => could.has(field))).length;
    if (covered < kind.required.length / 2) continue;
    const fit = seen.reduce((sum, { field, candidates }) => sum + (field ? 1 : (candidates[0]?.score ?? 0)), 0);
    if (!best || fit >= best.fit) best = { kind: kind.name, seen, fit };
  }
  if (!best) return { findings: [finding], headerIndex, seen: [] };
  return { findings: [finding], headerIndex, likelyKind: best.kind, seen: best.seen };
};
