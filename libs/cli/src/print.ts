import type { FeedError } from '@tradeloom/feeds';
import type { Language } from './terminal.ts';

type Finding = Pick<FeedError, 'severity' | 'code' | 'message' | 'suggestion'>;

const words = {
  accepted: { en: 'accepted', zh: '接受' },
  'accepted-with-errors': { en: 'accepted with errors', zh: '部分接受' },
  rejected: { en: 'rejected', zh: '拒绝' },
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
} as const;

export const say = (word: keyof typeof words, language: Language): string => words[word][language];

/** `  错误 D3 feed.number.unreadable: “1e2x”不是数字 → 请只填数字`. @param place where it is, spelled by the caller */
export const findingLine = (finding: Finding, place: string, language: Language): string => {
  const where = place === '' ? '' : ` ${place}`;
  const fix = finding.suggestion ? ` → ${finding.suggestion[language]}` : '';
  return `  ${say(finding.severity, language)}${where} ${finding.code}: ${finding.message[language]}${fix}`;
};

/** Columns as wide as their widest cell; a hanzi takes two places on a terminal. */
export const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, placesOf(cell));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - placesOf(cell)))
      .join('  ')
      .trimEnd(),
  );
};

const placesOf = (text: string): number =>
  [...text].reduce((places, c) => places + (/[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]/u.test(c) ? 2 : 1), 0);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value on one line; a text in two languages in the reader's. */
const inline = (value: unknown, language: Language): string => {
  if (value === null || value === undefined) return '-';
  if (Array.isArray(value)) return value.map((v) => inline(v, language)).join(' ');
  if (!isRecord(value)) return String(value);
  const spoken = value[language];
  if (typeof spoken === 'string' && 'en' in value && 'zh' in value) return spoken;
  return Object.entries(value)
    .map(([key, v]) => `${key}=${inline(v, language)}`)
    .join(' ');
};

/** A reason: what was done, and by whose rule. The numbers stand in the text; `--json` has them apart. */
const reasonLine = ({ text, rule, source }: Record<string, unknown>, language: Language): string =>
  `${inline(text ?? rule, language)}${source === undefined ? '' : ` [${inline(source, language)}]`}`;

/** Any answer for a person: a line per member, lists of records as tables. */
export const renderAnswer = (answer: unknown, language: Language): string => {
  if (!isRecord(answer)) return inline(answer, language);
  return Object.entries(answer)
    .flatMap(([key, value]) => {
      if (!Array.isArray(value) || !value.some(isRecord)) return [`${key}: ${inline(value, language)}`];
      const records = value.map((v): Record<string, unknown> => (isRecord(v) ? v : { '': v }));
      const isText = records.every((r) => typeof r['en'] === 'string' && typeof r['zh'] === 'string');
      if (isText) return [`${key}:`, ...value.map((v) => `  - ${inline(v, language)}`)];
      if (key === 'because') return [`${key}:`, ...records.map((r) => `  - ${reasonLine(r, language)}`)];
      const columns = [...new Set(records.flatMap((r) => Object.keys(r)))];
      const rows = records.map((r) => columns.map((c) => inline(r[c], language)));
      return [`${key}:`, ...table([columns, ...rows]).map((line) => `  ${line}`)];
    })
    .join('\n');
};
