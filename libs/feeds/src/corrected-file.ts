import { stringify } from 'csv-stringify/sync';
import { type Charset, encodeBlocks } from './charset.ts';
import { correctXlsx } from './correct-xlsx.ts';
import { guardFormula } from './formula-guard.rules.ts';
import { isOutcome } from './headers.ts';
import type { JudgedRow } from './judged-row.ts';
import type { FeedReading } from './read-feed.ts';
import type { CsvSource, Sheet, SheetRow } from './sheet.ts';

export interface CorrectedFile {
  readonly bytes: Uint8Array;
  readonly format: 'csv' | 'xlsx';
  /** As the file came, unless that charset cannot write the error texts; then UTF-8 with a mark. */
  readonly charset: Charset;
}

type Language = 'en' | 'zh';

const titles = { en: ['Errors', 'Suggested fix'], zh: ['错误', '修改建议'] } as const;

/**
 * The supplier's own file with two more columns: what is wrong with a row, and what to write instead.
 * Everything else stays: preamble, order, separators, encoding. The columns of an earlier correction are renewed.
 * @param reference names the file in the header of the error column: who uploads the corrected one says what it corrects
 * @returns undefined when the file had no readable header to put the columns beside
 */
export const correctedFile = async (
  original: Uint8Array,
  reading: FeedReading,
  language: Language,
  reference?: string,
): Promise<CorrectedFile | undefined> => {
  const { sheet, headerIndex } = reading;
  const header = sheet?.rows[headerIndex ?? -1];
  if (!sheet || !header) return undefined;
  const notes = new Map(reading.rows.map((row) => [row.row, notesOf(row, language)]));
  const fileNotes = joined(reading.errors.filter((e) => e.severity === 'error').map((e) => e.message[language]));
  const [errors, fixes] = titles[language];
  const title = reference === undefined ? errors : `${errors} (${reference})`;
  notes.set(header.row, [fileNotes === '' ? title : `${title}: ${fileNotes}`, fixes]);
  const from = placeOf(sheet, header.cells);
  const { source } = sheet;
  const { format, charset } = source;
  if (source.format === 'csv') return correctCsv(sheet, source, notes, from);
  const bytes = await correctXlsx(original, source, { notes, from, wrong: wrongCells(reading) });
  return bytes && { bytes, format, charset };
};

const wrongCells = ({ rows }: FeedReading): Set<string> =>
  new Set(rows.flatMap(({ errors }) => errors.flatMap((e) => (e.cell && e.severity === 'error' ? [e.cell] : []))));

type Notes = ReadonlyMap<number, readonly string[]>;

const joined = (texts: readonly string[]): string => [...new Set(texts)].join('; ');

const noNotes = ['', ''];

const notesOf = (row: JudgedRow, language: Language): string[] => {
  if (row.errors.length === 0) return noNotes;
  const place = (column?: string) => (column === undefined ? '' : `${column}: `);
  const errors = row.errors.filter((e) => e.severity === 'error');
  return [
    joined(errors.map((e) => `${place(e.column)}${e.message[language]}`)),
    joined(errors.flatMap((e) => (e.suggestion ? [`${place(e.column)}${e.suggestion[language]}`] : []))),
  ];
};

const isTooWide = ({ broken }: SheetRow): boolean => broken?.code === 'feed.row.too-wide';

/** Column index where the notes stand: over those of an earlier round, else right of everything. */
const placeOf = (sheet: Sheet, header: readonly string[]): number => {
  const earlier = header.findIndex((cell, i) => isOutcome(cell) && isOutcome(header[i + 1] ?? ''));
  if (earlier >= 0) return earlier;
  return sheet.rows.reduce((width, row) => Math.max(width, isTooWide(row) ? 0 : row.cells.length), header.length);
};

/** Written one after the other, so that a large file is never there as one text. */
const rowsInBlock = 1_000;

const correctCsv = (sheet: Sheet, source: CsvSource, notes: Notes, from: number): CorrectedFile => {
  const { delimiter, lineEnd, separatorLine } = source.dialect;
  const recordOf = (row: SheetRow): string[] => {
    const note = notes.get(row.row);
    if (!note) return row.cells.map(guardFormula);
    const { before, behind } = around(row, from, from + note.length, delimiter);
    return [...before, ...note, ...behind].map(guardFormula);
  };
  const options = { delimiter, record_delimiter: lineEnd, quoted_match: /^\s|\s$|[\r\n]/ };
  function* blocks(): Generator<string> {
    if (separatorLine) yield `sep=${delimiter}${lineEnd}`;
    for (let at = 0; at < sheet.rows.length; at += rowsInBlock) {
      yield stringify(sheet.rows.slice(at, at + rowsInBlock).map(recordOf), options);
    }
  }
  // Without a mark, UTF-16 is told by its zeros, and Chinese notes have none.
  const byteOrderMark = source.byteOrderMark || source.charset.startsWith('utf-16');
  return { ...encodeBlocks(blocks, { charset: source.charset, byteOrderMark }), format: 'csv' };
};

interface Around {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/**
 * A row's cells before the notes and behind those of an earlier round. A row of too many cells, which would push the notes
 * out of sight, has those from the notes on in the last one before them.
 */
const around = (row: SheetRow, from: number, to: number, delimiter: string): Around => {
  const { cells } = row;
  const before = Array.from({ length: from }, (_, i) => cells[i] ?? '');
  if (!isTooWide(row)) return { before, behind: cells.slice(to) };
  if (from > 0 && cells.length > from) before[from - 1] = cells.slice(from - 1).join(delimiter);
  return { before, behind: [] };
};
