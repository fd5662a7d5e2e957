import { plain } from './cell-reading.rules.ts';
import type { FeedError } from './feed-error.ts';
import type { JudgedRow } from './judged-row.ts';
import type { Located } from './locate-columns.ts';
import type { SheetRow } from './sheet.ts';

/** Rows of one statement share a group: one delivery note, all answers to one order line. */
const groupsOf = (rows: readonly SheetRow[], { kind, columns }: Located): (string | undefined)[] =>
  rows.map(({ cells }) => {
    if (!kind.together) return undefined;
    const said = kind.together.map((field) => plain(cells[columns.get(field)?.index ?? -1] ?? ''));
    return said.includes('') ? undefined : JSON.stringify(said);
  });

const held = (row: JudgedRow, code: string, message: FeedError['message']): JudgedRow => ({
  row: row.row,
  verdict: 'rejected',
  errors: [...row.errors, { level: 'guide', severity: 'warning', code, message, row: row.row }],
  document: null,
});

/**
 * Half of a delivery note, or of an answer to an order line, says something that the supplier did not mean. A bad row
 * that does not even say where it belongs counts with the rows beside it.
 */
export const holdTogether = (
  judged: readonly JudgedRow[],
  rows: readonly SheetRow[],
  location: Located,
): readonly JudgedRow[] => {
  if (!location.kind.together) return judged;
  const groups = groupsOf(rows, location);
  const spoilt = new Map<string, FeedError['message']>();
  judged.forEach(({ verdict, row }, at) => {
    if (verdict === 'accepted') return;
    const own = groups[at];
    for (const group of own === undefined ? [groups[at - 1], groups[at + 1]] : [own]) {
      if (group !== undefined && !spoilt.has(group)) spoilt.set(group, belongsWith(row));
    }
  });
  return judged.map((row, at) => {
    const because = spoilt.get(groups[at] ?? '');
    if (because === undefined || row.verdict === 'rejected') return row;
    return held(row, 'feed.row.belongs-together', because);
  });
};

const belongsWith = (row: number): FeedError['message'] => ({
  en: `Belongs together with row ${row}, which has an error: both are taken, or neither`,
  zh: `与有错误的第 ${row} 行属于同一单据，须一并接收，本行暂未接收`,
});

/** Nothing is taken unless every row is good; those that are good say why they were not. */
export const allOrNothing = (judged: readonly JudgedRow[]): JudgedRow[] => {
  const bad = judged.filter(({ verdict }) => verdict === 'rejected').length;
  if (bad === 0) return [...judged];
  const message = {
    en: `This row is good; nothing was taken because ${bad} other rows are not`,
    zh: `本行无误；因另有 ${bad} 行有误，按“全部或不接收”整份未接收`,
  };
  return judged.map((row) => (row.verdict === 'rejected' ? row : held(row, 'feed.row.all-or-nothing', message)));
};

const takenBefore = {
  en: 'Taken before, with the file that this one corrects: not taken again',
  zh: '更正前的文件中已接收，不再重复接收',
};

/**
 * A corrected file holds again what was taken of the first: such rows are not taken twice, as often as they were taken.
 * Of rows that belong together, none is left out unless all are.
 */
export const leaveOutTaken = (
  judged: readonly JudgedRow[],
  rows: readonly SheetRow[],
  location: Located,
  taken: ReadonlyMap<string, number> = new Map(),
): readonly JudgedRow[] => {
  if (taken.size === 0) return judged;
  const left = new Map(taken);
  const known = judged.map(({ fingerprint }) => {
    const says = fingerprint?.() ?? '';
    const times = left.get(says) ?? 0;
    if (times > 0) left.set(says, times - 1);
    return times > 0;
  });
  const groups = groupsOf(rows, location);
  const renewed = new Set(groups.filter((group, at) => group !== undefined && !known[at]));
  return judged.map((row, at) => {
    const group = groups[at];
    if (!known[at] || (group !== undefined && renewed.has(group))) return row;
    return {
      ...row,
      document: null,
      errors: [
        ...row.errors,
        {
          level: 'guide',
          severity: 'warning',
          code: 'feed.row.taken-before',
          message: takenBefore,
          row: row.row,
        },
      ],
    };
  });
};
