import type { Text } from '@tradeloom/kernel';
import { type CellProblem, type CellReading, plain } from './cell-reading.rules.ts';
import { type DateRead, readDate } from './dates.rules.ts';
import { cellAddress, type FeedError, shorten } from './feed-error.ts';
import { type Field, fields } from './headers.ts';
import { readIdentifier, readLineNumber } from './identifiers.rules.ts';
import { type NumberWithUnit, readNumber, readPercent, readQuantity, unitCode } from './numbers.rules.ts';
import type { SheetRow } from './sheet.ts';

export interface LocatedColumn {
  readonly index: number;
  readonly header: string;
  /** Who said what the column means. */
  readonly by: 'dictionary' | 'person';
}

/** Reads one row's cells by field and gathers what is wrong with them, each located. */
export class RowReader {
  readonly findings: FeedError[] = [];
  private readonly refusedFields = new Set<Field>();
  private readonly row: SheetRow;
  private readonly columns: ReadonlyMap<Field, LocatedColumn>;

  constructor(row: SheetRow, columns: ReadonlyMap<Field, LocatedColumn>) {
    this.row = row;
    this.columns = columns;
  }

  get refused(): boolean {
    return this.findings.some((f) => f.severity === 'error');
  }

  has(field: Field): boolean {
    return this.columns.has(field);
  }

  /** The cell as the file has it, trimmed; undefined when it is blank or the column is not there. */
  raw(field: Field): string | undefined {
    const column = this.columns.get(field);
    const text = column && this.row.cells[column.index]?.trim();
    return text === '' ? undefined : text;
  }

  /** Free text, without the apostrophe that spreadsheets put before a formula sign. */
  text(field: Field): string | undefined {
    return this.raw(field)
      ?.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, '')
      .trim();
  }

  identifier(field: Field): string | undefined {
    return this.take(field, readIdentifier);
  }

  lineNumber(): string | undefined {
    return this.take('line', readLineNumber);
  }

  quantity(field: Field, unit: string): Required<NumberWithUnit> | undefined {
    return this.figure(field, (cell) => readQuantity(cell, unit));
  }

  number(field: Field): string | undefined {
    return this.figure(field, readNumber)?.number;
  }

  percent(field: Field): string | undefined {
    return this.figure(field, readPercent);
  }

  date(field: Field): DateRead | undefined {
    return this.take(field, readDate);
  }

  /** UN/ECE Rec. 20 code of the unit column, or `otherwise`. */
  unit(otherwise: string): string {
    const word = this.raw('unit');
    if (word === undefined) return otherwise;
    const code = unitCode(word);
    if (code === undefined) {
      this.refuse('unit', {
        code: 'feed.unit.unknown',
        message: { en: `Unit “${shorten(word)}” is not known`, zh: `未知单位“${shorten(word)}”` },
        suggestion: { en: 'Write PCS, SET, KG, M or CTN', zh: '请填 件、套、千克、米 或 箱' },
      });
    }
    return code ?? otherwise;
  }

  /** One of a few words. */
  choice<T>(field: Field, words: ReadonlyMap<string, T>, expected: Text): T | undefined {
    const word = this.raw(field);
    if (word === undefined) return undefined;
    const key = plain(word).toLowerCase();
    if (words.has(key)) return words.get(key);
    this.refuse(field, {
      code: 'feed.choice.unknown',
      message: { en: `“${shorten(word)}” is not understood here`, zh: `无法识别“${shorten(word)}”` },
      suggestion: { en: `Write ${expected.en}`, zh: `请填 ${expected.zh}` },
    });
    return undefined;
  }

  /** The value, or a finding that the cell is blank, unless it is said already why there is none. */
  needed<T>(field: Field, value: T | undefined, suggestion?: Text): T | undefined {
    if (value === undefined && this.raw(field) === undefined && !this.refusedFields.has(field)) {
      this.refuse(field, {
        code: 'feed.cell.missing',
        message: { en: `${fields[field].en} is missing`, zh: `缺少${fields[field].zh}` },
        suggestion: suggestion ?? { en: `Fill in ${fields[field].en}`, zh: `请填写${fields[field].zh}` },
      });
    }
    return value;
  }

  refuse(field: Field, problem: CellProblem): void {
    this.refusedFields.add(field);
    this.note('error', field, problem);
  }

  warn(field: Field, problem: CellProblem): void {
    this.note('warning', field, problem);
  }

  /** One figure over several rows may be each row's or theirs together: nobody knows, so it is nobody's. */
  private figure<T>(field: Field, read: (cell: string) => CellReading<T>): T | undefined {
    const column = this.columns.get(field)?.index;
    const merged = this.row.merged?.find((one) => one.column === column);
    if (!merged) return this.take(field, read);
    const { range } = merged;
    this.refuse(field, {
      code: 'feed.figure.merged',
      message: {
        en: `${fields[field].en}: ${range} is one cell over several rows, so the figure of this row is not said`,
        zh: `${fields[field].zh}：${range} 为跨行合并单元格，无法确定本行的数值`,
      },
      suggestion: {
        en: `Unmerge ${range} and write in every row its own figure`,
        zh: `请取消合并 ${range}，并在每一行填写各自的数值`,
      },
    });
    return undefined;
  }

  private take<T>(field: Field, read: (cell: string) => CellReading<T>): T | undefined {
    const cell = this.raw(field);
    if (cell === undefined || plain(cell) === '') return undefined;
    const reading = read(cell);
    if ('value' in reading) return reading.value;
    this.refuse(field, reading.problem);
    return undefined;
  }

  private note(severity: FeedError['severity'], field: Field, problem: CellProblem): void {
    const column = this.columns.get(field);
    const value = this.raw(field);
    this.findings.push({
      level: 'guide',
      severity,
      ...problem,
      row: this.row.row,
      ...(column ? { column: column.header, cell: cellAddress(this.row.row, column.index) } : {}),
      ...(value === undefined ? {} : { value: shorten(value) }),
      ...(this.row.line === undefined ? {} : { line: this.row.line }),
    });
  }
}

/** The item columns that any feed may carry. */
export const itemOf = (row: RowReader): { buyerItem?: string; sellerItem?: string; description?: string } => {
  const buyerItem = row.identifier('item');
  const sellerItem = row.identifier('sellerItem');
  const description = row.text('description');
  return {
    ...(buyerItem === undefined ? {} : { buyerItem }),
    ...(sellerItem === undefined ? {} : { sellerItem }),
    ...(description === undefined ? {} : { description }),
  };
};
