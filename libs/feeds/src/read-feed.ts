import { cellAddress, type FeedError } from './feed-error.ts';
import {
  type FeedContext,
  type FeedDocument,
  type FeedKind,
  type FeedKindName,
  type FeedSetting,
  settingOf,
} from './feed-kind.ts';
import { fieldOf } from './headers.ts';
import { type Located, locateColumns } from './locate-columns.ts';
import { openSheet } from './open-sheet.ts';
import { RowReader } from './row-reader.ts';
import { type Sheet, type SheetLimits, type SheetRow, sheetLimits, UnreadableFeed } from './sheet.ts';

/** One data row judged on its own: partial acceptance is the rule, one bad row costs only itself. */
export interface JudgedRow {
  readonly row: number;
  readonly verdict: 'accepted' | 'rejected';
  /** Errors and warnings; a row with warnings only is accepted. */
  readonly errors: readonly FeedError[];
  /** The canonical document with this row's one line; null when rejected. */
  readonly document: FeedDocument | null;
}

export interface FeedReading {
  readonly sheet?: Sheet;
  readonly kind?: FeedKindName;
  readonly verdict: 'accepted' | 'accepted-with-errors' | 'rejected';
  /** Findings about the file as a whole. */
  readonly errors: readonly FeedError[];
  readonly rows: readonly JudgedRow[];
  /** Accepted rows brought together: one response per order, one advice per delivery note, one progress report. */
  readonly documents: readonly { readonly document: FeedDocument; readonly rows: readonly number[] }[];
  /** Index of the header in `sheet.rows`. */
  readonly headerIndex?: number;
}

/** Reads a supplier's CSV or XLSX feed. Never throws for what the file contains. */
export const readFeed = async (
  bytes: Uint8Array,
  context: FeedContext,
  limits: SheetLimits = sheetLimits,
): Promise<FeedReading> => {
  try {
    return judge(await openSheet(bytes, limits), context);
  } catch (cause) {
    if (cause instanceof UnreadableFeed) return { verdict: 'rejected', errors: [cause.error], rows: [], documents: [] };
    throw cause;
  }
};

const judge = (sheet: Sheet, context: FeedContext): FeedReading => {
  const charset = charsetWarning(sheet);
  const location = locateColumns(sheet.rows, context.kind);
  const errors = [...charset, ...location.findings];
  if (!location.kind) return { sheet, verdict: 'rejected', errors, rows: [], documents: [] };
  const { kind, headerIndex } = location;
  const base = { sheet, kind: kind.name, headerIndex };
  if (errors.some((e) => e.severity === 'error'))
    return { ...base, verdict: 'rejected', errors, rows: [], documents: [] };
  const setting = settingOf(context);
  const rows = dataRows(sheet.rows, location).map((row) => judgeRow(row, location, setting));
  const accepted = rows.filter((row) => row.verdict === 'accepted');
  if (rows.length === 0) errors.push(noRows());
  const verdict =
    accepted.length === 0 ? 'rejected' : accepted.length < rows.length ? 'accepted-with-errors' : 'accepted';
  return { ...base, verdict, errors, rows, documents: together(kind, accepted) };
};

const charsetWarning = ({ source }: Sheet): FeedError[] =>
  source.format === 'csv' && source.charset === 'windows-1252'
    ? [
        {
          level: 'transport',
          severity: 'warning',
          code: 'feed.charset.guessed',
          message: {
            en: `Read as ${source.charset}: ${source.because.en}`,
            zh: `按 ${source.charset} 读取：${source.because.zh}`,
          },
          suggestion: { en: 'Save the file as "CSV UTF-8"', zh: '请另存为“CSV UTF-8”' },
        },
      ]
    : [];

const noRows = (): FeedError => ({
  level: 'structure',
  severity: 'error',
  code: 'feed.rows.none',
  message: { en: 'There is no row below the header', zh: '表头下没有数据行' },
});

const isBlank = (row: SheetRow): boolean => row.cells.every((cell) => cell.trim() === '');

/** Data without blank rows, a second header line in the other language, total rows, and the footnotes at the end. */
const dataRows = (rows: readonly SheetRow[], { headerIndex, columns, kind }: Located): SheetRow[] => {
  const below = rows.slice(headerIndex + 1).filter((row) => !isBlank(row));
  const first = below[0];
  const secondHeader =
    first !== undefined &&
    [...columns].filter(
      ([field, column]) => fieldOf((first.cells[column.index] ?? '').slice(0, 100), kind.own) === field,
    ).length >= Math.min(3, columns.size);
  const data = below.slice(secondHeader ? 1 : 0).filter((row) => !isTotal(row, columns.get('orderNumber')?.index));
  let end = data.length;
  while (end > 0 && isFootnote(data[end - 1]!)) end -= 1;
  return data.slice(0, end);
};

const totalWord = /^(合\s*计|总\s*计|小\s*计|(?:sub|grand )?total)\s*[:：]?$/i;

/** A sum below the table: its word stands where an order number would, or before it. */
const isTotal = (row: SheetRow, orderIndex = 0): boolean =>
  !row.broken && row.cells.slice(0, Math.max(orderIndex + 1, 3)).some((cell) => totalWord.test(cell.trim()));

const isFootnote = (row: SheetRow): boolean =>
  !row.broken && row.cells.length > 1 && row.cells.filter((cell) => cell.trim() !== '').length === 1;

const judgeRow = (row: SheetRow, { kind, columns, width }: Located, setting: FeedSetting): JudgedRow => {
  if (row.broken) return { row: row.row, verdict: 'rejected', errors: [row.broken], document: null };
  const reader = new RowReader(row, columns);
  const document = kind.readRow(reader, setting);
  const errors = [...shifted(row, width), ...reader.findings];
  const accepted = document !== undefined && !errors.some((e) => e.severity === 'error');
  return { row: row.row, verdict: accepted ? 'accepted' : 'rejected', errors, document: accepted ? document : null };
};

/** Text beyond the last named column means that the row has slipped, e.g. by a comma that was not quoted. */
const shifted = (row: SheetRow, width: number): FeedError[] => {
  const extra = row.cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
  if (extra < 0) return [];
  return [
    {
      level: 'syntax',
      severity: 'error',
      code: 'feed.row.too-many-cells',
      message: {
        en: `The row has ${row.cells.length} cells, the header ${width}: the cells may have slipped`,
        zh: `该行有 ${row.cells.length} 个单元格，表头只有 ${width} 个，内容可能错位`,
      },
      suggestion: {
        en: 'Put cells that contain the separator into quotes, e.g. "5,000"',
        zh: '含分隔符的单元格请加引号，例如 "5,000"',
      },
      row: row.row,
      cell: cellAddress(row.row, extra),
      ...(row.line === undefined ? {} : { line: row.line }),
    },
  ];
};

const together = (kind: FeedKind, accepted: readonly JudgedRow[]): FeedReading['documents'] => {
  const groups = new Map<string, { rows: number[]; documents: FeedDocument[] }>();
  for (const { row, document } of accepted) {
    if (!document) continue;
    const key = kind.keyOf(document);
    const group = groups.get(key) ?? { rows: [], documents: [] };
    group.rows.push(row);
    group.documents.push(document);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ rows, documents }) => ({ document: kind.join(documents), rows }));
};
