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
