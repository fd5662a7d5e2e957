import type { ReadColumn } from './describe-columns.ts';
import { cellAddress, type FeedError } from './feed-error.ts';
import { type FeedContext, type FeedDocument, type FeedKind, type FeedSetting, settingOf } from './feed-kind.ts';
import type { FeedKindName } from './feed-kind-name.ts';
import { fingerprintOf } from './fingerprint.ts';
import { correctsOf, fieldOf } from './headers.ts';
import type { JudgedRow } from './judged-row.ts';
import { type Located, locateColumns } from './locate-columns.ts';
import { openSheet } from './open-sheet.ts';
import { RowReader } from './row-reader.ts';
import { allOrNothing, holdTogether, leaveOutTaken } from './rows-together.ts';
import { type CsvSource, type Sheet, type SheetLimits, type SheetRow, sheetLimits, UnreadableFeed } from './sheet.ts';
import { tellFindings } from './tell-findings.ts';

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
  /** Every column with what it was read as, or may be. */
  readonly columns: readonly ReadColumn[];
  /** The kind whose columns the file nearly has, where it is of none. */
  readonly likelyKind?: FeedKindName;
}

/** Reads a supplier's CSV or XLSX feed. Never throws for what the file contains. */
export const readFeed = async (
  bytes: Uint8Array,
  context: FeedContext,
  limits: SheetLimits = sheetLimits,
): Promise<FeedReading> => {
  try {
    return await judge(await openSheet(bytes, limits), context);
  } catch (cause) {
    if (cause instanceof UnreadableFeed) {
      return { verdict: 'rejected', errors: [cause.error], rows: [], documents: [], columns: [] };
    }
    throw cause;
  }
};

const judge = async (sheet: Sheet, context: FeedContext): Promise<FeedReading> => {
  const location = locateColumns(sheet.rows, context);
  const errors = [...charsetWarning(sheet), ...location.findings];
  const nothing = { sheet, verdict: 'rejected', errors, rows: [], documents: [], columns: location.seen } as const;
  if (!location.kind) {
    const { headerIndex, likelyKind } = location;
    return { ...nothing, ...(headerIndex === undefined ? {} : { headerIndex }), ...(likelyKind ? { likelyKind } : {}) };
  }
  const { kind, headerIndex } = location;
  const base = { ...nothing, kind: kind.name, headerIndex };
  if (errors.some((e) => e.severity === 'error')) return base;
  const corrects = correctsOf(sheet.rows[headerIndex]?.cells ?? []);
  const taken = await context.takenOf?.({ kind: kind.name, corrects });
  const rows = settle(dataRows(sheet.rows, location), location, context, taken);
  if (rows.length === 0) errors.push(noRows());
  const accepted = rows.filter((row) => row.verdict === 'accepted');
  const verdict =
    accepted.length === 0 ? 'rejected' : accepted.length < rows.length ? 'accepted-with-errors' : 'accepted';
  return { ...base, verdict, rows, documents: together(kind, accepted) };
};

/** Each row on its own, then what rows mean for each other. */
const settle = (
  rows: readonly SheetRow[],
  location: Located,
  context: FeedContext,
  taken: ReadonlyMap<string, number> | undefined,
): readonly JudgedRow[] => {
  const setting = settingOf(context);
  const judged = tellFindings(rows, (row) => judgeRow(row, location, setting));
  const whole = holdTogether(judged, rows, location);
  const fresh = leaveOutTaken(whole, rows, location, taken);
  return context.take === 'all-or-nothing' ? allOrNothing(fresh) : fresh;
};

/** UTF-8 is proven by its bytes, unless they are so few that they could be Chinese of another charset. */
const isDoubtfulUtf8 = ({ charset, confidence }: CsvSource): boolean => charset === 'utf-8' && confidence === 'likely';

const charsetWarning = ({ source }: Sheet): FeedError[] =>
  source.format === 'csv' && (source.charset === 'windows-1252' || isDoubtfulUtf8(source))
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
    [...columns].filter(([field, column]) => fieldOf(first.cells[column.index] ?? '', kind.own) === field).length >=
      Math.min(3, columns.size);
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

const judgeRow = (row: SheetRow, { kind, columns, width, outcomes }: Located, setting: FeedSetting): JudgedRow => {
  if (row.broken) return { row: row.row, verdict: 'rejected', errors: [row.broken], document: null };
  const reader = new RowReader(row, columns);
  const document = kind.readRow(reader, setting);
  const errors = [...shifted(row, width, outcomes), ...reader.findings];
  const accepted = document !== undefined && !errors.some((e) => e.severity === 'error');
  if (!accepted) return { row: row.row, verdict: 'rejected', errors, document: null };
  return { row: row.row, verdict: 'accepted', errors, document, fingerprint: () => fingerprintOf(row, columns, kind) };
};

/** Text beyond the last named column means that the row has slipped, e.g. by a comma that was not quoted. */
const shifted = (row: SheetRow, width: number, outcomes: ReadonlySet<number>): FeedError[] => {
  const extra = row.cells.findIndex((cell, index) => index >= width && !outcomes.has(index) && cell.trim() !== '');
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
