import { columnIndex } from './column-index.ts';
import type { FeedError } from './feed-error.ts';
import { fillMergedDown } from './merged-down.ts';
import { type NumberMeaning, numberText } from './number-format.rules.ts';
import type { MergedCell, SheetLimits, SheetRow } from './sheet.ts';
import { charactersOf, SheetRoom, tooLarge, tooLongCell } from './sheet-room.ts';
import { ownText } from './walk-xml.ts';

export interface SheetContext {
  readonly system: 1900 | 1904;
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

interface ReadRow {
  readonly row: number;
  readonly cells: string[];
  readonly broken?: FeedError;
  merged?: MergedCell[];
}

/** Rows as the sheet's elements open and close; stops at the limits. */
export class RowsBeingRead {
  private readonly rows: ReadRow[] = [];
  private readonly merges: string[] = [];
  private readonly room: SheetRoom;
  private row = 0;
  private cells: string[] = [];
  private broken: FeedError | undefined;
  /** Where a cell without an address stands: behind the one before it, be that empty (ISO/IEC 29500-1, 18.3.1.4). */
  private nextColumn = 0;
  private cell: OpenCell | undefined;
  private readonly context: SheetContext;

  constructor(context: SheetContext) {
    this.context = context;
    this.room = new SheetRoom(context.limits);
  }

  openRow(reference: string | undefined): void {
    this.row = Math.max(this.row + 1, Number.parseInt(reference ?? '', 10) || 0);
    this.cells = [];
    this.broken = undefined;
    this.nextColumn = 0;
  }

  openCell(a: Readonly<Record<string, string>>): void {
    const column = columnIndex(a['r']) ?? this.nextColumn;
    this.nextColumn = column + 1;
    this.cell = { column, type: a['t'] ?? 'n', style: Number(a['s'] ?? 0), text: '' };
  }

  addText(text: string): void {
    if (this.cell && this.cell.text.length <= this.context.limits.maxCellCharacters) this.cell.text += text;
  }

  closeCell(): void {
    const { cell, cells, context } = this;
    const { limits } = context;
    this.cell = undefined;
    if (!cell || cell.text === '') return;
    if (cell.column >= limits.maxColumns) throw tooLarge(limits);
    while (cells.length < cell.column) cells.push('');
    const text = textOf(cell, context);
    const fits = text.length <= limits.maxCellCharacters;
    if (!fits) this.broken ??= tooLongCell(this.row, cell.column, text, limits);
    cells[cell.column] = fits ? text : (this.broken?.value ?? '');
  }

  closeRow(): void {
    const { row, cells, broken, rows, context } = this;
    if (cells.length === 0) return;
    if (rows.length >= context.limits.maxRows) throw tooLarge(context.limits);
    this.room.take(cells.length, charactersOf(cells));
    rows.push({ row, cells, ...(broken && { broken }) });
  }

  addMerge(range: string): void {
    if (this.merges.length >= this.context.limits.maxMerges) throw tooLarge(this.context.limits);
    this.merges.push(range);
  }

  finish(): SheetRow[] {
    fillMergedDown(this.rows, this.merges, this.room);
    return this.rows;
  }
}

const textOf = (cell: OpenCell, { strings, meanings, system }: SheetContext): string => {
  if (cell.type === 's') return strings[Number(cell.text)] ?? '';
  if (cell.type === 'b') return cell.text === '1' ? 'TRUE' : 'FALSE';
  if (cell.type !== 'n') return ownText(cell.text);
  return ownText(numberText(cell.text, meanings[cell.style] ?? 'number', system));
};
