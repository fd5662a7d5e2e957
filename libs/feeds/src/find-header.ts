import { fieldOf, headerCell } from './headers.ts';
import { headerKey, type LearnedMapping, learnedFor } from './learned-mapping.ts';
import type { SheetRow } from './sheet.ts';

/** Suppliers put a title, an address, a date above the table; a header further down than this is not looked for. */
export const headerSearchRows = 30;

/** The row among the first with the most words that the dictionary or a person knows, two at least. */
export const findHeader = (rows: readonly SheetRow[], mappings: readonly LearnedMapping[]): number | undefined => {
  const learned = new Map(mappings.flatMap(({ kind }) => [...learnedFor(kind, mappings)]));
  let best: { index: number; known: number } | undefined;
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    if (row.broken) continue;
    const known = new Set(
      row.cells.slice(0, 200).flatMap((cell) => learned.get(headerKey(headerCell(cell))) ?? fieldOf(cell) ?? []),
    ).size;
    if (known >= 2 && known > (best?.known ?? 0)) best = { index, known };
  }
  return best?.index;
};

/** A row of three words or more, above one with a figure: it looks like a header, and is not taken for one. */
export const likelyHeader = (rows: readonly SheetRow[]): number | undefined => {
  const index = rows.slice(0, headerSearchRows).findIndex(({ cells, broken }, at) => {
    const words = cells.filter((cell) => cell.trim() !== '');
    const below = rows[at + 1]?.cells ?? [];
    return (
      !broken && words.length >= 3 && words.every((cell) => !/^\d/.test(cell.trim())) && below.some((c) => /\d/.test(c))
    );
  });
  return index < 0 ? undefined : index;
};
