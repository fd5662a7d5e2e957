import { cellAddress, type FeedError, shorten } from './feed-error.ts';
import { type FeedKind, type FeedKindName, usedFields } from './feed-kind.ts';
import { feedKinds } from './feed-kinds.ts';
import { bareHeader, type Field, fieldOf, fields } from './headers.ts';
import type { LocatedColumn } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

/** Suppliers put a title, an address, a date above the table; a header further down than this is not looked for. */
const headerSearchRows = 30;

export interface Located {
  readonly kind: FeedKind;
  /** Index of the header in the sheet's rows; what stands above is preamble. */
  readonly headerIndex: number;
  readonly columns: ReadonlyMap<Field, LocatedColumn>;
  /** Cells up to the last named column. */
  readonly width: number;
  readonly findings: readonly FeedError[];
}

export type Location = Located | { readonly kind?: undefined; readonly findings: readonly FeedError[] };

/** Finds the header row, the kind of feed, and which column is what. */
export const locateColumns = (rows: readonly SheetRow[], fixed?: FeedKindName): Location => {
  const headerIndex = findHeader(rows);
  const header = headerIndex === undefined ? undefined : rows[headerIndex];
  if (headerIndex === undefined || !header) return { findings: [noHeader()] };
  const kind = chooseKind(header, fixed);
  if (!kind) return { findings: [unknownKind(header)] };
  const columns = columnsOf(header, kind);
  const findings = [
    ...missing(kind, columns, header),
    ...duplicates(header, kind, columns),
    ...assumptions(kind, columns, header),
    ...unused(header, kind),
  ];
  const width = header.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return { kind, headerIndex, columns, width, findings };
};

const findHeader = (rows: readonly SheetRow[]): number | undefined => {
  let best: { index: number; known: number } | undefined;
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    const known = new Set(row.cells.slice(0, 200).map((cell) => fieldOf(cell.slice(0, 100)))).size - 1;
    if (known >= 2 && known > (best?.known ?? 0)) best = { index, known };
  }
  return best?.index;
};

const chooseKind = (header: SheetRow, fixed?: FeedKindName): FeedKind | undefined => {
  if (fixed) return feedKinds.find((kind) => kind.name === fixed);
  let best: { kind: FeedKind; missing: number; known: number } | undefined;
  for (const kind of feedKinds) {
    const columns = columnsOf(header, kind);
    if (!kind.signature.some((field) => columns.has(field))) continue;
    const lacking = lackingOf(kind, columns).length;
    const used = usedFields(kind);
    const known = [...columns.keys()].filter((field) => used.has(field)).length;
    const better = !best || lacking < best.missing || (lacking === best.missing && known > best.known);
    if (better) best = { kind, missing: lacking, known };
  }
  return best?.kind;
};

const columnsOf = (header: SheetRow, kind: FeedKind): Map<Field, LocatedColumn> => {
  const columns = new Map<Field, LocatedColumn>();
  for (const [index, cell] of header.cells.entries()) {
    const field = fieldOf(cell.slice(0, 100), kind.own);
    if (field && !columns.has(field)) columns.set(field, { index, header: cell.trim() });
  }
  return columns;
};

const lackingOf = (kind: FeedKind, columns: ReadonlyMap<Field, LocatedColumn>): Field[][] =>
  kind.required.map((need) => [need].flat()).filter((oneOf) => !oneOf.some((field) => columns.has(field)));

const named = (oneOf: readonly Field[], language: 'en' | 'zh'): string =>
  oneOf.map((field) => fields[field][language]).join(language === 'en' ? ' or ' : ' 或 ');

const structure = (severity: FeedError['severity'], row: SheetRow): Pick<FeedError, 'level' | 'severity' | 'row'> => ({
  level: 'structure',
  severity,
  row: row.row,
});

const noHeader = (): FeedError => ({
  level: 'structure',
  severity: 'error',
  code: 'feed.header.none',
  message: {
    en: `No header row was found in the first ${headerSearchRows} rows`,
    zh: `前 ${headerSearchRows} 行中未找到表头`,
  },
  suggestion: {
    en: 'Begin the table with a row of column names such as Order no., Line, Quantity',
    zh: '请在表格首行写明列名，例如 订单号、行号、数量',
  },
});

const unknownKind = (header: SheetRow): FeedError => ({
  ...structure('error', header),
  code: 'feed.kind.unknown',
  message: {
    en: 'The columns are not those of a progress report, an acknowledgement, a change acknowledgement or a delivery note',
    zh: '这些列不是进度报表、订单确认、变更确认或送货单',
  },
  suggestion: {
    en: feedKinds.map((kind) => `${kind.title.en}: ${named(kind.signature, 'en')}`).join('; '),
    zh: feedKinds.map((kind) => `${kind.title.zh}：${named(kind.signature, 'zh')}`).join('；'),
  },
});

const missing = (kind: FeedKind, columns: ReadonlyMap<Field, LocatedColumn>, header: SheetRow): FeedError[] =>
  lackingOf(kind, columns).map((oneOf) => ({
    ...structure('error', header),
    code: 'feed.column.missing',
    message: {
      en: `${kind.title.en}: column ${named(oneOf, 'en')} is missing`,
      zh: `${kind.title.zh}缺少列：${named(oneOf, 'zh')}`,
    },
    suggestion: { en: `Add a column ${named(oneOf, 'en')}`, zh: `请增加列 ${named(oneOf, 'zh')}` },
  }));

/** The same header twice leaves open which column is meant, so the file is refused; two words for one field only warn. */
const duplicates = (header: SheetRow, kind: FeedKind, columns: ReadonlyMap<Field, LocatedColumn>): FeedError[] =>
  header.cells.flatMap((cell, index) => {
    const field = fieldOf(cell.slice(0, 100), kind.own);
    const first = field === undefined ? undefined : columns.get(field);
    if (!field || !first || first.index === index || field === 'outcome') return [];
    const same = bareHeader(first.header) === bareHeader(cell);
    if (!same && !usedFields(kind).has(field)) return [];
    const [one, two] = [cellAddress(header.row, first.index), cellAddress(header.row, index)];
    return [
      {
        ...structure(same ? 'error' : 'warning', header),
        code: same ? 'feed.header.duplicate' : 'feed.header.same-meaning',
        message: {
          en: `“${cell.trim()}” in ${two} means the same as “${first.header}” in ${one}${same ? '' : ', which is read'}`,
          zh: `${two}“${cell.trim()}”与 ${one}“${first.header}”含义相同${same ? '' : '，以后者为准'}`,
        },
        suggestion: { en: `Rename or delete column ${two}`, zh: `请改名或删除 ${two} 列` },
        column: cell.trim(),
        cell: two,
      },
    ];
  });

const assumptions = (kind: FeedKind, columns: ReadonlyMap<Field, LocatedColumn>, header: SheetRow): FeedError[] =>
  Object.entries(kind.assumes ?? {}).flatMap(([field, message]) =>
    columns.has(field as Field) ? [] : [{ ...structure('warning', header), code: 'feed.column.assumed', message }],
  );

const unused = (header: SheetRow, kind: FeedKind): FeedError[] => {
  const used = usedFields(kind);
  return header.cells.flatMap((cell, index) => {
    const field = fieldOf(cell.slice(0, 100), kind.own);
    if (cell.trim() === '' || field === 'outcome' || (field && used.has(field))) return [];
    return [
      {
        ...structure('warning', header),
        code: 'feed.column.unused',
        message: {
          en: `Column “${shorten(cell.trim())}” is not used`,
          zh: `未使用列“${shorten(cell.trim())}”`,
        },
        column: shorten(cell.trim()),
        cell: cellAddress(header.row, index),
      },
    ];
  });
};
