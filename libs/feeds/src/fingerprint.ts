import { hash } from 'node:crypto';
import { plain } from './cell-reading.rules.ts';
import { type FeedKind, settingOf } from './feed-kind.ts';
import type { Field } from './headers.ts';
import { type LocatedColumn, RowReader } from './row-reader.ts';
import type { SheetRow } from './sheet.ts';

/** At no moment that a file can arrive: what the row does not say is the same whenever it is read. */
const anytime = settingOf({ receivedAt: '9998-01-01T00:00:00Z', reference: '' });

const digest = (text: string, length: number): string => hash('sha256', text, 'base64url').slice(0, length);

/**
 * `about.says`, both cut SHA-256: what the row speaks about, and what it says. The latter is the same for `2026/3/5` and `2026-03-05`, in CSV and in XLSX, today and
 * tomorrow, for spreadsheets rewrite cells when a file is saved.
 */
export const fingerprintOf = (row: SheetRow, columns: ReadonlyMap<Field, LocatedColumn>, kind: FeedKind): string => {
  const document = kind.readRow(new RowReader(row, columns), anytime);
  const about = kind.about.map((field) => plain(row.cells[columns.get(field)?.index ?? -1] ?? ''));
  return `${digest(JSON.stringify(about), 12)}.${digest(JSON.stringify(document), 22)}`;
};
