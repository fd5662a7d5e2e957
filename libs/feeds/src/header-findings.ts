import type { Text } from '@tradeloom/kernel';
import type { Candidate } from './column-candidates.ts';
import type { ReadColumn } from './describe-columns.ts';
import { cellAddress, type FeedError, shorten } from './feed-error.ts';
import { type FeedKind, usedFields } from './feed-kind.ts';
import { feedKinds } from './feed-kinds.ts';
import { headerSearchRows } from './find-header.ts';
import { lackingOf, type Meaning } from './header-meaning.ts';
import { bareHeader, type Field, fields } from './headers.ts';
import type { LocatedColumn } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

const named = (oneOf: readonly Field[], language: 'en' | 'zh'): string =>
  oneOf.map((field) => fields[field][language]).join(language === 'en' ? ' or ' : ' 或 ');

const structure = (severity: FeedError['severity'], row: SheetRow): Pick<FeedError, 'level' | 'severity' | 'row'> => ({
  level: 'structure',
  severity,
  row: row.row,
});

export const noHeader = (): FeedError => ({
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

export const unknownKind = (header: SheetRow): FeedError => ({
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

export const missing = ({ kind, columns }: Meaning, header: SheetRow, seen: readonly ReadColumn[]): FeedError[] =>
  lackingOf(kind, columns).map((oneOf) => {
    const maybe = seen.find(({ candidates }) => candidates.some(({ field }) => oneOf.includes(field)));
    const or = maybe && {
      en: `, or confirm that “${shorten(maybe.header)}” is it`,
      zh: `，或确认“${shorten(maybe.header)}”就是该列`,
    };
    return {
      ...structure('error', header),
      code: 'feed.column.missing',
      message: {
        en: `${kind.title.en}: column ${named(oneOf, 'en')} is missing`,
        zh: `${kind.title.zh}缺少列：${named(oneOf, 'zh')}`,
      },
      suggestion: {
        en: `Add a column ${named(oneOf, 'en')}${or?.en ?? ''}`,
        zh: `请增加列 ${named(oneOf, 'zh')}${or?.zh ?? ''}`,
      },
    };
  });

/** The same header twice leaves open which column is meant, so the file is refused; two words for one field only warn. */
export const duplicates = (header: SheetRow, { kind, columns, fieldAt }: Meaning): FeedError[] =>
  header.cells.flatMap((cell, index) => {
    const field = fieldAt(cell);
    const first = field ? columns.get(field) : undefined;
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

export const assumptions = (
  kind: FeedKind,
  columns: ReadonlyMap<Field, LocatedColumn>,
  header: SheetRow,
): FeedError[] =>
  Object.entries(kind.assumes ?? {}).flatMap(([field, message]) =>
    columns.has(field as Field) ? [] : [{ ...structure('warning', header), code: 'feed.column.assumed', message }],
  );

export const unused = (header: SheetRow, { kind, fieldAt }: Meaning, seen: readonly ReadColumn[]): FeedError[] => {
  const used = usedFields(kind);
  return header.cells.flatMap((cell, index) => {
    const field = fieldAt(cell);
    if (cell.trim() === '' || field === null || field === 'outcome' || (field && used.has(field))) return [];
    const [candidate] = seen.find((column) => column.index === index)?.candidates ?? [];
    return [
      {
        ...structure('warning', header),
        code: 'feed.column.unused',
        message: {
          en: `Column “${shorten(cell.trim())}” is not used`,
          zh: `未使用列“${shorten(cell.trim())}”`,
        },
        ...(candidate && { suggestion: mayBe(candidate) }),
        column: shorten(cell.trim()),
        cell: cellAddress(header.row, index),
      },
    ];
  });
};

const mayBe = ({ field, because }: Candidate): Text => ({
  en: `It may be ${fields[field].en} (${because.en}): confirm it once, and it is read`,
  zh: `可能是“${fields[field].zh}”（${because.zh}），确认一次后即按此读取`,
});
