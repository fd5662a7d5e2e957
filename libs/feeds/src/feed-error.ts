import type { Text } from '@tradeloom/kernel';

/** Where a feed can go wrong: its bytes, its quoting, its columns, or what a cell says. */
export type FeedErrorLevel = 'transport' | 'syntax' | 'structure' | 'guide';

/** One finding, located so that the person who filled the file in can go there and mend it. */
export interface FeedError {
  readonly level: FeedErrorLevel;
  readonly severity: 'error' | 'warning';
  /** Stable, dotted: `feed.number.unreadable`. */
  readonly code: string;
  readonly message: Text;
  readonly suggestion?: Text;
  /** Row as the spreadsheet counts it, from 1. */
  readonly row?: number;
  /** Header of the column as the file spells it. */
  readonly column?: string;
  /** Spreadsheet address, `G5`. */
  readonly cell?: string;
  /** The offending value, cut to 100 characters. */
  readonly value?: string;
  /** Line of the text file, from 1: a quoted cell may span several, so it can differ from `row`. */
  readonly line?: number;
}

/** Spreadsheet name of a column index that counts from 0: 0 is A, 26 is AA. */
const columnLetters = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

export const cellAddress = (row: number, columnIndex: number): string => `${columnLetters(columnIndex)}${row}`;

export const shorten = (value: string): string => (value.length > 100 ? `${value.slice(0, 99)}…` : value);
