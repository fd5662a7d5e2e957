import type { FeedError, FeedReading } from '@tradeloom/feeds';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';

const errorOf = (row: number, { code, message }: FileError): FeedError => ({
  level: 'guide',
  severity: 'error',
  code,
  message,
  row,
});

/** What the services refused after the file had been read stands beside what was wrong with the file itself. */
export const withRefusals = (reading: FeedReading, { rows }: Pick<Interchange, 'rows'>): FeedReading => {
  const fates = new Map(rows.map((fate) => [fate.row, fate]));
  return {
    ...reading,
    rows: reading.rows.map((row) => {
      const known = new Set(row.errors.map(({ code }) => code));
      const more = (fates.get(row.row)?.errors ?? []).filter(
        ({ code, severity }) => severity === undefined && !known.has(code),
      );
      return more.length === 0 ? row : { ...row, errors: [...row.errors, ...more.map((e) => errorOf(row.row, e))] };
    }),
  };
};
