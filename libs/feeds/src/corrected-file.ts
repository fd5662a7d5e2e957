import ExcelJS from '@protobi/exceljs';
import { stringify } from 'csv-stringify/sync';
import { type Charset, encodeText } from './charset.ts';
import { guardFormula } from './formula-guard.rules.ts';
import { fieldOf } from './headers.ts';
import type { FeedReading, JudgedRow } from './read-feed.ts';
import type { CsvSource, Sheet, XlsxSource } from './sheet.ts';

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
 * @returns undefined when the file had no readable header to put the columns beside
 */
export const correctedFile = async (
  original: Uint8Array,
  reading: FeedReading,
  language: Language,
): Promise<CorrectedFile | undefined> => {
  const { sheet, headerIndex } = reading;
  const header = sheet?.rows[headerIndex ?? -1];
  if (!sheet || !header) return undefined;
  const notes = new Map(reading.rows.map((row) => [row.row, notesOf(row, language)]));
  const fileNotes = joined(reading.errors.filter((e) => e.severity === 'error').map((e) => e.message[language]));
  notes.set(
    header.row,
    fileNotes === '' ? [...titles[language]] : [`${titles[language][0]}: ${fileNotes}`, titles[language][1]],
  );
  const from = placeOf(sheet, header.cells);
  const { source } = sheet;
  return source.format === 'csv'
    ? correctCsv(sheet, source, notes, from)
    : correctXlsx(original, source, reading, notes, from);
};

type Notes = ReadonlyMap<number, readonly string[]>;

const joined = (texts: readonly string[]): string => [...new Set(texts)].join('; ');

const notesOf = (row: JudgedRow, language: Language): string[] => {
  const place = (column?: string) => (column === undefined ? '' : `${column}: `);
  const errors = row.errors.filter((e) => e.severity === 'error');
  return [
    joined(errors.map((e) => `${place(e.column)}${e.message[language]}`)),
    joined(errors.flatMap((e) => (e.suggestion ? [`${place(e.column)}${e.suggestion[language]}`] : []))),
  ];
};

/** Column index where the notes stand: over those of an earlier round, else right of everything. */
const placeOf = (sheet: Sheet, header: readonly string[]): number => {
  const earlier = header.findIndex((cell) => fieldOf(cell.split(':')[0] ?? '') === 'outcome');
  if (earlier >= 0) return earlier;
  return sheet.rows.reduce((width, row) => Math.max(width, row.broken ? 0 : row.cells.length), header.length);
};

const correctCsv = (sheet: Sheet, source: CsvSource, notes: Notes, from: number): CorrectedFile => {
  const { delimiter, lineEnd, separatorLine } = source.dialect;
  const records = sheet.rows.map((row) => {
    const note = notes.get(row.row);
    if (!note) return row.cells.map(guardFormula);
    const cells = Array.from({ length: from }, (_, i) => row.cells[i] ?? '');
    return [...cells, ...note].map(guardFormula);
  });
  const table = stringify(records, { delimiter, record_delimiter: lineEnd, quoted_match: /^\s|\s$/ });
  const text = separatorLine ? `sep=${delimiter}${lineEnd}${table}` : table;
  return { ...encodeText(text, source), format: 'csv' };
};

const mark: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE08A' } };

/** Merges and validations are left out on loading: a range over a whole column would be expanded cell by cell. */
const correctXlsx = async (
  original: Uint8Array,
  source: XlsxSource,
  reading: FeedReading,
  notes: Notes,
  from: number,
): Promise<CorrectedFile | undefined> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(original) as unknown as ExcelJS.Buffer, {
    ignoreNodes: ['dataValidations', 'mergeCells', 'conditionalFormatting', 'extLst', 'drawing', 'picture'],
  });
  const worksheet = workbook.getWorksheet(source.sheetName);
  if (!worksheet) return undefined;
  for (const other of workbook.worksheets) if (other !== worksheet) workbook.removeWorksheet(other.id);
  freezeFormulas(worksheet);
  for (const [row, texts] of notes) {
    for (const [i, text] of texts.entries()) worksheet.getCell(row, from + 1 + i).value = text;
  }
  for (const error of reading.rows.flatMap((row) => row.errors)) {
    if (error.cell && error.severity === 'error') worksheet.getCell(error.cell).fill = mark;
  }
  worksheet.getColumn(from + 1).width = 48;
  worksheet.getColumn(from + 2).width = 40;
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return { bytes, format: 'xlsx', charset: 'utf-8' };
};

/** A file that we hand out computes nothing: formulas become the value that was read. */
const freezeFormulas = (worksheet: ExcelJS.Worksheet): void => {
  worksheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.type === ExcelJS.ValueType.Formula) cell.value = resultOf(cell.result);
    });
  });
};

const resultOf = (result: ExcelJS.Cell['result']): ExcelJS.CellValue =>
  typeof result === 'object' && result !== null && 'error' in result ? String(result.error) : (result ?? null);
