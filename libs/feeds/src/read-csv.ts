import { CsvError, parse } from 'csv-parse/sync';
import type { Dialect } from './dialect.ts';
import { shorten } from './feed-error.ts';
import { holdRow } from './hold-row.ts';
import { type SheetLimits, type SheetRow, unreadable } from './sheet.ts';
import { charactersOf, SheetRoom, tooLarge } from './sheet-room.ts';

/** A quote that is never closed swallows the rest of the file; a row longer than this is taken for one. */
const maxRowBytes = 65_536;
const maxBrokenRows = 200;

/**
 * Splits CSV text into rows. A row whose quote is never closed is handed on as broken and the reading goes on
 * with the next line, so that one slip of a pen does not cost the supplier the whole file.
 * @throws UnreadableFeed over the limits, or when more than 200 rows are broken
 */
export const readCsv = (body: string, dialect: Dialect, limits: SheetLimits): SheetRow[] => {
  const bytes = Buffer.from(body, 'utf8');
  const rows: SheetRow[] = [];
  const room = new SheetRoom(limits);
  const firstLine = dialect.separatorLine ? 2 : 1;
  let at = { byte: 0, line: firstLine };
  let broken = 0;
  while (at.byte < bytes.length) {
    const stopped = splitFrom(bytes, at, dialect, rows, room, limits);
    if (!stopped.brokenBy) return rows;
    broken += 1;
    if (broken > maxBrokenRows) {
      throw unreadable('syntax', 'feed.csv.quotes-broken', {
        en: `More than ${maxBrokenRows} rows have quotes that are never closed`,
        zh: `超过 ${maxBrokenRows} 行的引号未闭合`,
      });
    }
    const skipped = skipLine(bytes, stopped.at, rows.length + 1, stopped.brokenBy);
    keep(skipped.row, rows, room, limits);
    at = skipped.next;
  }
  return rows;
};

interface Position {
  readonly byte: number;
  readonly line: number;
}

const splitFrom = (
  bytes: Buffer,
  from: Position,
  dialect: Dialect,
  rows: SheetRow[],
  room: SheetRoom,
  limits: SheetLimits,
): { at: Position; brokenBy?: string } => {
  let at = from;
  try {
    parse(bytes.subarray(from.byte), {
      delimiter: dialect.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: maxRowBytes,
      on_record: (cells: string[], info) => {
        room.split(cells.length);
        keep(holdRow({ row: rows.length + 1, cells, line: at.line }, limits), rows, room, limits);
        const byte = from.byte + info.bytes;
        at = { byte, line: at.line + lineEnds(bytes, at.byte, byte) };
        return null;
      },
    });
    return { at };
  } catch (cause) {
    if (cause instanceof CsvError) return { at, brokenBy: cause.code };
    throw cause;
  }
};

const keep = (row: SheetRow, rows: SheetRow[], room: SheetRoom, limits: SheetLimits): void => {
  if (rows.length >= limits.maxRows) throw tooLarge(limits);
  room.take(row.cells.length, charactersOf(row.cells));
  rows.push(row);
};

const lineEnds = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i += 1) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) count += 1;
  }
  return count;
};

const skipLine = (bytes: Buffer, at: Position, row: number, csvCode: string): { row: SheetRow; next: Position } => {
  const lineFeed = bytes.indexOf(0x0a, at.byte);
  const carriageReturn = bytes.indexOf(0x0d, at.byte);
  const ends = [lineFeed, carriageReturn].filter((i) => i >= 0);
  const end = ends.length > 0 ? Math.min(...ends) : bytes.length;
  const raw = bytes.subarray(at.byte, Math.min(end, at.byte + maxRowBytes)).toString('utf8');
  const skipped: SheetRow = {
    row,
    cells: [raw],
    line: at.line,
    broken: {
      level: 'syntax',
      severity: 'error',
      code: csvCode === 'CSV_MAX_RECORD_SIZE' ? 'feed.csv.row-too-long' : 'feed.csv.quote-not-closed',
      message: { en: `The quote on line ${at.line} is never closed`, zh: `第 ${at.line} 行的引号未闭合` },
      suggestion: {
        en: 'Close the quote, or write a quote inside a cell twice ("")',
        zh: '请补上结束引号；单元格内的引号请写两次（""）',
      },
      row,
      line: at.line,
      value: shorten(raw),
    },
  };
  const crlf = bytes[end] === 0x0d && bytes[end + 1] === 0x0a;
  return { row: skipped, next: { byte: end + (crlf ? 2 : 1), line: at.line + 1 } };
};
