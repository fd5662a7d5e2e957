import { type Candidate, candidatesFor } from './column-candidates.ts';
import { cellAddress } from './feed-error.ts';
import { usedFields } from './feed-kind.ts';
import { lackingOf, type Meaning } from './header-meaning.ts';
import { type Field, headerCell } from './headers.ts';
import type { SheetRow } from './sheet.ts';

/** One column of the file, as it was read. */
export interface ReadColumn {
  readonly index: number;
  /** Address of its header, `G1`. */
  readonly cell: string;
  readonly header: string;
  /** What it was read as; null where it was not read. */
  readonly field: Field | null;
  readonly by: 'dictionary' | 'person' | null;
  /** What it may be, best first; only of columns that nobody has said anything of. */
  readonly candidates: readonly Candidate[];
}

const sampledRows = 50;
const describedColumns = 100;

export const describeColumns = (
  header: SheetRow,
  below: readonly SheetRow[],
  { kind, columns, fieldAt }: Meaning,
): ReadColumn[] => {
  const used = usedFields(kind);
  const open = [...used].filter((field) => !columns.has(field));
  const wanted = new Set(lackingOf(kind, columns).flat());
  const sample = below.filter((row) => !row.broken).slice(0, sampledRows);
  return header.cells.slice(0, describedColumns).flatMap((cell, index) => {
    const text = cell.trim();
    if (text === '') return [];
    const field = fieldAt(cell);
    const read = field && used.has(field) ? columns.get(field) : undefined;
    const isRead = read?.index === index;
    const values = sample.map((row) => row.cells[index] ?? '');
    return [
      {
        index,
        cell: cellAddress(header.row, index),
        header: headerCell(text),
        field: isRead && field ? field : null,
        by: isRead ? read.by : field === null ? 'person' : null,
        candidates: field === undefined ? candidatesFor(headerCell(text), values, open, wanted) : [],
      },
    ];
  });
};
