import type { Operation } from '../operation.rules.ts';
import type { Evidence } from './evidence.rules.ts';

/** Files that were taken, by receipt, by renaming or by lying there, and are not kept. */
export const lostFiles = (history: readonly Operation[], { files }: Pick<Evidence, 'files'>): string[] => {
  const kept = new Set(files.map(({ hash }) => hash));
  return history
    .filter(({ acknowledged, file }) => acknowledged && file !== null && !kept.has(file))
    .map(({ door, key, file }) => `the file ${file} of ${door} ${key} is not kept`);
};

/** A file that we fetch ourselves is fetched once, however often it lay there. */
export const fetchedTwice = ({ files }: Pick<Evidence, 'files'>): string[] =>
  [
    ...Map.groupBy(
      files.filter(({ channel }) => channel === 'partner-sftp'),
      ({ partner, name, hash }) => `${partner} ${name} ${hash}`,
    ),
  ].flatMap(([what, same]) => (same.length > 1 ? [`fetched ${same.length} times: ${what}`] : []));
