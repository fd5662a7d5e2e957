import { meaningOf, type NumberMeaning, numberText } from './number-format.rules.ts';
import { type Sheet, type SheetLimits, type SheetRow, UnreadableFeed, unreadable } from './sheet.ts';
import { walkXml } from './walk-xml.ts';
import { notAWorkbook, openZip, type ZipParts } from './zip-gate.ts';

/**
 * Reads the first visible sheet of a workbook part by part, without building the workbook in memory.
 * Typed dates become ISO text, percentages `98.5%`, formulas their stored result;
 * a cell merged downwards (one order number over several lines) fills the rows that it covers.
 * @throws UnreadableFeed
 */
export const readXlsx = async (bytes: Uint8Array, limits: SheetLimits): Promise<Sheet> => {
  const parts = await openZip(bytes, limits);
  try {
    const book = await readWorkbook(parts);
    const strings = parts.has('xl/sharedStrings.xml') ? await readStrings(parts) : [];
    const meanings = parts.has('xl/styles.xml') ? await readStyles(parts) : [];
    const rows = await readRows(parts, { ...book, strings, meanings, limits });
    return { source: { format: 'xlsx', charset: 'utf-8', sheetName: book.sheetName, sheetPart: book.sheetPart }, rows };
  } catch (cause) {
    throw cause instanceof UnreadableFeed
      ? cause
      : notAWorkbook(cause instanceof Error ? cause.message : String(cause));
  }
};

interface Workbook {
  readonly sheetName: string;
  readonly sheetPart: string;
  readonly system: 1900 | 1904;
}

const readWorkbook = async (parts: ZipParts): Promise<Workbook> => {
  let system: 1900 | 1904 = 1900;
  const sheets: { name: string; id: string }[] = [];
  await walkXml(parts, 'xl/workbook.xml', {
    open: (name, a) => {
      if (name === 'workbookPr' && (a['date1904'] === '1' || a['date1904'] === 'true')) system = 1904;
      const visible = (a['state'] ?? 'visible') === 'visible';
      if (name === 'sheet' && visible) sheets.push({ name: a['name'] ?? '', id: a['r:id'] ?? '' });
    },
  });
  const targets = new Map<string, string>();
  await walkXml(parts, 'xl/_rels/workbook.xml.rels', {
    open: (name, a) => {
      if (name === 'Relationship') targets.set(a['Id'] ?? '', a['Target'] ?? '');
    },
  });
  const first = sheets[0];
  const target = first && targets.get(first.id);
  if (!first || !target) throw notAWorkbook('no visible sheet');
  const sheetPart = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  return { sheetName: first.name, sheetPart, system };
};

const readStrings = async (parts: ZipParts): Promise<string[]> => {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  await walkXml(parts, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 'si') strings.push(current);
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
  });
  return strings;
};

const readStyles = async (parts: ZipParts): Promise<NumberMeaning[]> => {
  const codes = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  let inCellFormats = false;
  await walkXml(parts, 'xl/styles.xml', {
    open: (name, a) => {
      if (name === 'numFmt') codes.set(Number(a['numFmtId']), a['formatCode'] ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = Number(a['numFmtId'] ?? 0);
        meanings.push(meaningOf(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return meanings;
};

interface SheetContext extends Workbook {
  readonly strings: readonly string[];
  readonly meanings: readonly NumberMeaning[];
  readonly limits: SheetLimits;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

/** Rows as the sheet's elements open and close; stops at the limits. */
class RowsBeingRead {
  readonly rows: { row: number; cells: string[] }[] = [];
  private row = 0;
  private cells: string[] = [];
  private cellCount = 0;
  private cell: OpenCell | undefined;
  private readonly context: SheetContext;

  constructor(context: SheetContext) {
    this.context = context;
  }

  openRow(reference: string | undefined): void {
    this.row = Math.max(this.row + 1, Number.parseInt(reference ?? '', 10) || 0);
    this.cells = [];
  }

  openCell(a: Readonly<Record<string, string>>): void {
    const column = columnIndex(a['r']) ?? this.cells.length;
    this.cell = { column, type: a['t'] ?? 'n', style: Number(a['s'] ?? 0), text: '' };
  }

  addText(text: string): void {
    if (this.cell) this.cell.text += text;
  }

  closeCell(): void {
    const { cell, cells, context } = this;
    this.cell = undefined;
    if (!cell || cell.text === '') return;
    this.cellCount += 1;
    const { maxColumns, maxCells } = context.limits;
    if (cell.column >= maxColumns || this.cellCount > maxCells) throw tooLarge(context.limits);
    while (cells.length < cell.column) cells.push('');
    cells[cell.column] = textOf(cell, context);
  }

  closeRow(): void {
    if (this.cells.length === 0) return;
    if (this.rows.length >= this.context.limits.maxRows) throw tooLarge(this.context.limits);
    this.rows.push({ row: this.row, cells: this.cells });
  }
}

const maxMerges = 10_000;

const readRows = async (parts: ZipParts, context: SheetContext): Promise<SheetRow[]> => {
  const reading = new RowsBeingRead(context);
  const merges: string[] = [];
  let inValue = false;
  await walkXml(parts, context.sheetPart, {
    open: (name, a) => {
      if (name === 'row') reading.openRow(a['r']);
      else if (name === 'c') reading.openCell(a);
      else if (name === 'mergeCell' && merges.length < maxMerges) merges.push(a['ref'] ?? '');
      inValue = name === 'v' || name === 't';
    },
    text: (text) => {
      if (inValue) reading.addText(text);
    },
    close: (name) => {
      inValue = false;
      if (name === 'c') reading.closeCell();
      if (name === 'row') reading.closeRow();
    },
  });
  return fillMergedDown(reading.rows, merges);
};

const tooLarge = (limits: SheetLimits): UnreadableFeed =>
  unreadable(
    'transport',
    'feed.rows.too-many',
    {
      en: `The sheet has more than ${limits.maxRows} rows, ${limits.maxColumns} columns or ${limits.maxCells} cells`,
      zh: `工作表超过 ${limits.maxRows} 行、${limits.maxColumns} 列或 ${limits.maxCells} 个单元格`,
    },
    { en: 'Split it into several files', zh: '请拆分为多个文件' },
  );

export const columnIndex = (reference: string | undefined): number | undefined => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (!letters) return undefined;
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

const textOf = (cell: { type: string; style: number; text: string }, context: SheetContext): string => {
  if (cell.type === 's') return context.strings[Number(cell.text)] ?? '';
  if (cell.type === 'b') return cell.text === '1' ? 'TRUE' : 'FALSE';
  if (cell.type !== 'n') return cell.text;
  return numberText(cell.text, context.meanings[cell.style] ?? 'number', context.system);
};

const fillMergedDown = (rows: { row: number; cells: string[] }[], merges: readonly string[]): SheetRow[] => {
  const byRow = new Map(rows.map((r) => [r.row, r]));
  for (const merge of merges) {
    const [, from, top, to, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(merge) ?? [];
    const column = from !== undefined && from === to ? columnIndex(`${from}1`) : undefined;
    const text = column === undefined ? undefined : byRow.get(Number(top))?.cells[column];
    if (column === undefined || text === undefined || Number(bottom) - Number(top) > rows.length) continue;
    for (let n = Number(top) + 1; n <= Number(bottom); n += 1) {
      const covered = byRow.get(n);
      if (!covered) continue;
      while (covered.cells.length < column) covered.cells.push('');
      covered.cells[column] ||= text;
    }
  }
  return rows;
};
