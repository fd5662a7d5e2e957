import { columnIndex } from './column-index.ts';
import type { MergedCell } from './sheet.ts';
import type { SheetRoom } from './sheet-room.ts';

/** A row that is still being put together. */
export interface OpenRow {
  readonly row: number;
  readonly cells: string[];
  merged?: MergedCell[];
}

/**
 * A cell merged downwards (one order number over several lines) fills the rows that it covers, and every one of them says
 * so: of a figure nobody knows whether it is each row's or theirs together.
 * @param rows in ascending order
 * @throws UnreadableFeed when merged cells cover more than a sheet has room for
 */
export const fillMergedDown = (rows: readonly OpenRow[], merges: readonly string[], room: SheetRoom): void => {
  for (const range of merges) {
    const [, from = '', top, to = '', bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? [];
    const column = columnIndex(`${from}1`);
    if (column === undefined || top === bottom) continue;
    const first = firstFrom(rows, Number(top));
    const text = rows[first]?.row === Number(top) ? rows[first]?.cells[column] : undefined;
    if (!text) continue;
    const mark = { column, range };
    for (let i = first; rows[i] && rows[i]!.row <= Number(bottom); i += 1) {
      const covered = rows[i]!;
      room.take(1, 0);
      covered.merged ??= [];
      covered.merged.push(mark);
      if (from !== to || covered.cells[column]) continue;
      room.take(Math.max(0, column + 1 - covered.cells.length), text.length);
      while (covered.cells.length < column) covered.cells.push('');
      covered.cells[column] = text;
    }
  }
};

/** Index of the first row of this number or above. */
const firstFrom = (rows: readonly OpenRow[], number: number): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rows[middle]!.row < number) low = middle + 1;
    else high = middle;
  }
  return low;
};
