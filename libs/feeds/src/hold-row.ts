import type { FeedError } from './feed-error.ts';
import type { SheetLimits, SheetRow } from './sheet.ts';
import { tooLongCell } from './sheet-room.ts';

const usualWidth = 64;

/** Blank cells at the end of a row are nothing: spreadsheets write them by the hundred. */
const held = (cells: readonly string[]): readonly string[] => {
  if (cells.length <= usualWidth) return cells;
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return cells.slice(0, Math.max(2, width));
};

/** A row of a text file within the limits; broken where it cannot be brought within them. */
export const holdRow = (row: SheetRow, limits: SheetLimits): SheetRow => {
  const cells = held(row.cells);
  const broken = tooWide(row.row, cells, limits) ?? tooLong(row.row, cells, limits);
  return {
    ...row,
    cells,
    ...(broken && { broken: { ...broken, ...(row.line === undefined ? {} : { line: row.line }) } }),
  };
};

const tooWide = (row: number, cells: readonly string[], { maxColumns }: SheetLimits): FeedError | undefined =>
  cells.length <= maxColumns
    ? undefined
    : {
        level: 'syntax',
        severity: 'error',
        code: 'feed.row.too-wide',
        message: {
          en: `The row has ${cells.length} cells, more than ${maxColumns}`,
          zh: `该行有 ${cells.length} 个单元格，超过 ${maxColumns} 个`,
        },
        row,
      };

const tooLong = (row: number, cells: readonly string[], limits: SheetLimits): FeedError | undefined => {
  const column = cells.findIndex((cell) => cell.length > limits.maxCellCharacters);
  return column < 0 ? undefined : tooLongCell(row, column, cells[column] ?? '', limits);
};
