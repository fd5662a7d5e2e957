import type { Text } from '@tradeloom/kernel';
import type { Charset, DecodedText } from './charset.ts';
import type { Dialect } from './dialect.ts';
import type { FeedError } from './feed-error.ts';

/** One row as the spreadsheet shows it; `row` counts from 1. Cells are the text that a person would read. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** Line of a text file where the row begins, from 1. */
  readonly line?: number;
  /** Why the row cannot be taken as it stands. One whose quote is never closed is not split: its one cell is the raw line. */
  readonly broken?: FeedError;
  /** Cells of this row that are merged with cells of others. */
  readonly merged?: readonly MergedCell[];
}

/** One cell over several rows. */
export interface MergedCell {
  /** Index, from 0, of the column where its text stands. */
  readonly column: number;
  /** `D3:D5` */
  readonly range: string;
}

export interface CsvSource {
  readonly format: 'csv';
  readonly charset: Charset;
  readonly byteOrderMark: boolean;
  readonly confidence: DecodedText['confidence'];
  /** Why the bytes were read in this charset. */
  readonly because: Text;
  readonly dialect: Dialect;
}

export interface XlsxSource {
  readonly format: 'xlsx';
  readonly charset: 'utf-8';
  readonly sheetName: string;
  /** Path of the sheet inside the workbook's zip. */
  readonly sheetPart: string;
}

/** A table, whatever file it came from. */
export interface Sheet {
  readonly source: CsvSource | XlsxSource;
  readonly rows: readonly SheetRow[];
}

/**
 * Caps that hold while a file is unpacked and split, so that the largest sheet, its documents and its findings fit into a
 * heap of 192 MB beside what a service holds anyway.
 */
export interface SheetLimits {
  readonly maxBytes: number;
  readonly maxUnpackedBytes: number;
  readonly maxRatio: number;
  readonly maxEntries: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Cells of the sheet, blank ones before the last of a row too. */
  readonly maxCells: number;
  /** Characters of all cells together, a text as often as it is used. */
  readonly maxCharacters: number;
  /** Excel's own: support.microsoft.com, "Excel specifications and limits". */
  readonly maxCellCharacters: number;
  readonly maxMerges: number;
}

export const sheetLimits: SheetLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxUnpackedBytes: 100 * 1024 * 1024,
  maxRatio: 100,
  maxEntries: 1_000,
  maxRows: 60_000,
  maxColumns: 500,
  maxCells: 1_200_000,
  maxCharacters: 12_000_000,
  maxCellCharacters: 32_767,
  maxMerges: 60_000,
};

/** The file as a whole cannot be read; nothing of it is taken. */
export class UnreadableFeed extends Error {
  readonly error: FeedError;
  constructor(error: FeedError) {
    super(`${error.code}: ${error.message.en}`);
    this.name = 'UnreadableFeed';
    this.error = error;
  }
}

export const unreadable = (
  level: FeedError['level'],
  code: string,
  message: FeedError['message'],
  suggestion?: FeedError['message'],
): UnreadableFeed =>
  new UnreadableFeed({ level, severity: 'error', code, message, ...(suggestion ? { suggestion } : {}) });
