import type { RowFate } from '../mailboxes/interchange.rules.ts';

const aboutOf = (fingerprint: string): string => fingerprint.split('.', 1)[0] ?? '';

const isFresh = ({ verdict, errors }: RowFate): boolean =>
  verdict === 'accepted' && !errors.some(({ code }) => code === 'feed.row.taken-before');

/**
 * What stands of a file and its corrections, oldest first: how often each row was taken. What a later file said about
 * the same thing has taken the place of what an earlier one said.
 */
export const takenRows = (files: readonly (readonly RowFate[])[]): Map<string, number> => {
  let standing: string[] = [];
  for (const rows of files) {
    const fresh = rows.filter(isFresh).flatMap(({ fingerprint }) => fingerprint ?? []);
    const anew = new Set(fresh.map(aboutOf));
    standing = [...standing.filter((one) => !anew.has(aboutOf(one))), ...fresh];
  }
  const taken = new Map<string, number>();
  for (const one of standing) taken.set(one, (taken.get(one) ?? 0) + 1);
  return taken;
};
