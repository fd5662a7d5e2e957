import { createHash } from 'node:crypto';
import { type FeedKind, settingOf } from './feed-kind.ts';
import type { Field } from './headers.ts';
import { type LocatedColumn, RowReader } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

/** At no moment that a file can arrive: what the row does not say is the same whenever it is read. */
const anytime = settingOf({ receivedAt: '9998-01-01T00:00:00Z', reference: '' });

/**
 * SHA-256 of what an accepted row says: the same for `2026/3/5` and `2026-03-05`, in CSV and in XLSX, today and
 * tomorrow, for spreadsheets rewrite cells when a file is saved.
 */
export const fingerprintOf = (row: SheetRow, columns: ReadonlyMap<Field, LocatedColumn>, kind: FeedKind): string => {
  const document = kind.readRow(new RowReader(row, columns), anytime);
  return createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, 22);
};
