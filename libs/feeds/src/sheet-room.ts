import { cellAddress, type FeedError, shorten } from './feed-error.ts';
import { type SheetLimits, type UnreadableFeed, unreadable } from './sheet.ts';

/** What a sheet may still hold: whoever reads counts as he goes, so that nothing is built that has no room. */
export class SheetRoom {
  private cells = 0;
  private characters = 0;
  private pieces = 0;
  private readonly limits: SheetLimits;

  constructor(limits: SheetLimits) {
    this.limits = limits;
  }

  /** @throws UnreadableFeed when the sheet grows beyond its limits */
  take(cells: number, characters: number): void {
    this.cells += cells;
    this.characters += characters;
    if (this.cells > this.limits.maxCells || this.characters > this.limits.maxCharacters) throw tooLarge(this.limits);
  }

  /** Cells that a line was split into, kept or not: they cost time. @throws UnreadableFeed */
  split(cells: number): void {
    this.pieces += cells;
    if (this.pieces > this.limits.maxCells * splitToKept) throw tooLarge(this.limits);
  }
}

/** Blank cells at the ends of rows, for one that is kept. */
const splitToKept = 5;

export const charactersOf = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + cell.length, 0);

export const tooLarge = ({ maxRows, maxColumns, maxCells, maxCharacters }: SheetLimits): UnreadableFeed =>
  unreadable(
    'transport',
    'feed.rows.too-many',
    {
      en: `The sheet has more than ${maxRows} rows, ${maxColumns} columns, ${maxCells} cells or ${maxCharacters} characters`,
      zh: `工作表超过 ${maxRows} 行、${maxColumns} 列、${maxCells} 个单元格或 ${maxCharacters} 个字符`,
    },
    { en: 'Split it into several files', zh: '请拆分为多个文件' },
  );

/** What is wrong with a row of which a cell holds more than a spreadsheet could. */
export const tooLongCell = (
  row: number,
  column: number,
  text: string,
  { maxCellCharacters }: SheetLimits,
): FeedError => ({
  level: 'syntax',
  severity: 'error',
  code: 'feed.cell.over-limit',
  message: {
    en: `A cell holds more than ${maxCellCharacters} characters, the most that Excel allows`,
    zh: `单元格超过 ${maxCellCharacters} 个字符（Excel 上限）`,
  },
  suggestion: { en: 'Shorten the text', zh: '请缩短内容' },
  row,
  cell: cellAddress(row, column),
  value: shorten(text),
});
