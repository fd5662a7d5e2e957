import type { Text } from '@tradeloom/kernel';

/** Why a cell cannot be taken as it stands, and what to write instead. */
export interface CellProblem {
  readonly code: string;
  readonly message: Text;
  readonly suggestion: Text;
}

export type CellReading<T> = { readonly value: T } | { readonly problem: CellProblem };

export const read = <T>(value: T): CellReading<T> => ({ value });

export const problem = (code: string, message: Text, suggestion: Text): { problem: CellProblem } => ({
  problem: { code, message, suggestion },
});

/** No number, date or order line is longer; what stands in such a cell is not looked into. */
const longestValue = 100;

/** What is wrong with a cell that is too long to be a number or a date; undefined when it is not. */
export const overlong = (cell: string): { problem: CellProblem } | undefined =>
  cell.length > longestValue
    ? problem(
        'feed.cell.too-long',
        {
          en: `A cell of ${cell.length} characters is neither a number nor a date`,
          zh: `单元格有 ${cell.length} 个字符，不是数字或日期`,
        },
        { en: 'Write the value alone, and the rest in a remark', zh: '请只填数值或日期，其余内容写入备注' },
      )
    : undefined;

/** Runs of blanks as one: patterns that allow blanks in several places would try every way to share a run out. */
export const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ');

/** Printable ASCII that needs no work: most cells of most feeds. */
const plainAlready = /^[!-&(-<>-~](?:[ -~]*[!-~])?$/;

/**
 * Full-width characters become plain ones (NFKC), odd blanks and minus signs too. Takes back what spreadsheets add
 * to keep a text a text: the leading apostrophe, and `="0012"`.
 */
export const plain = (cell: string): string => {
  if (plainAlready.test(cell)) return cell;
  const text = cell
    .normalize('NFKC')
    .replace(/[\u200B\uFEFF]/g, '')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .trim()
    .replace(/^'/, '')
    .trim();
  const forced = /^="([^"]*)"$/.exec(text);
  return forced ? (forced[1] ?? '').trim() : text;
};
