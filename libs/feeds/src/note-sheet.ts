import { columnIndex } from './column-index.ts';
import { copyXml, type Write, xmlAttributes, xmlText } from './copy-xml.ts';
import { cellAddress } from './feed-error.ts';
import type { MarkedStyles } from './marked-styles.ts';
import type { Attributes } from './walk-xml.ts';
import type { ZipParts } from './zip-gate.ts';

export interface SheetNotes {
  /** What to write beside a row. */
  readonly notes: ReadonlyMap<number, readonly string[]>;
  /** Column index, from 0, of the first note; what stood there and right of it makes way. */
  readonly from: number;
  /** Addresses of cells to be marked. */
  readonly wrong: ReadonlySet<string>;
}

const widths = [48, 40];

/** Copies a sheet with notes at the end of its rows and the wrong cells marked. */
export const noteSheet = (
  parts: ZipParts,
  name: string,
  { notes, from, wrong }: SheetNotes,
  styles: MarkedStyles | undefined,
): Promise<Uint8Array> => {
  const wrongIn = columnsByRow(wrong);
  let row = 0;
  let nextColumn = 0;
  /** Columns of this row that are still to be marked, where the sheet has no cell yet. */
  let pending: number[] = [];
  let widened = false;
  let widest = 0;

  const markBlank = (until: number, write: Write, prefix: string): void => {
    if (!styles) return;
    for (const column of pending.filter((one) => one < until)) {
      write(`<${prefix}c${xmlAttributes({ r: cellAddress(row, column), s: String(styles.marked(0)) })}/>`);
    }
    pending = pending.filter((column) => column >= until);
  };

  const openCell = (attributes: Attributes, write: Write, prefix: string): Attributes | 'drop' => {
    const stated = columnIndex(attributes['r']);
    const column = stated ?? nextColumn;
    nextColumn = column + 1;
    const isNoted = notes.has(row);
    if (isNoted && column >= from && column < from + widths.length) return 'drop';
    markBlank(column, write, prefix);
    // what is left out or put in before it would move a cell that does not say where it stands
    const placed = stated === undefined ? { ...attributes, r: cellAddress(row, column) } : attributes;
    if (pending[0] !== column) return placed;
    pending.shift();
    return styles ? { ...placed, s: String(styles.marked(Number(placed['s'] ?? 0))) } : placed;
  };

  const columns = (prefix: string): string =>
    widths
      .map((width, i) => ({ min: String(from + i + 1), max: String(from + i + 1), width: String(width) }))
      .map((attributes) => `<${prefix}col${xmlAttributes({ ...attributes, customWidth: '1' })}/>`)
      .join('');

  return copyXml(parts, name, {
    open: (tag, attributes, write, prefix) => {
      if (tag === 'f' || tag === 'dimension') return 'drop';
      if (tag === 'col') widest = Math.max(widest, Number(attributes['max'] ?? 0));
      if (tag === 'sheetData' && !widened) write(`<${prefix}cols>${columns(prefix)}</${prefix}cols>`);
      if (tag === 'cols') widened = true;
      if (tag === 'c') return openCell(attributes, write, prefix);
      if (tag !== 'row') return undefined;
      row = Math.max(row + 1, Number.parseInt(attributes['r'] ?? '', 10) || 0);
      nextColumn = 0;
      pending = wrongIn.get(row) ?? [];
      // a hint that would no longer be true
      return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== 'spans'));
    },
    beforeClose: (tag, write, prefix) => {
      if (tag === 'cols' && widest <= from) write(columns(prefix));
      if (tag !== 'row') return;
      markBlank(from, write, prefix);
      for (const [i, text] of (notes.get(row) ?? []).entries()) {
        if (text === '') continue;
        const style = styles ? { s: String(styles.note) } : {};
        const attributes = xmlAttributes({ r: cellAddress(row, from + i), ...style, t: 'inlineStr' });
        write(
          `<${prefix}c${attributes}><${prefix}is><${prefix}t xml:space="preserve">${xmlText(text)}</${prefix}t></${prefix}is></${prefix}c>`,
        );
      }
    },
  });
};

const columnsByRow = (addresses: ReadonlySet<string>): Map<number, number[]> => {
  const rows = new Map<number, number[]>();
  for (const address of addresses) {
    const row = Number(/\d+$/.exec(address)?.[0] ?? 0);
    const columns = rows.get(row) ?? [];
    columns.push(columnIndex(address) ?? 0);
    rows.set(row, columns);
  }
  for (const columns of rows.values()) columns.sort((a, b) => a - b);
  return rows;
};
