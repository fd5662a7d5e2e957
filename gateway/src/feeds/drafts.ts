import { type Actor, newId, type Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { UploadedFile } from '../mailboxes/uploaded-file.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';

/** A file that its sender looks at before he sends it: there for his organisation alone, and for an hour. */
export interface Draft extends UploadedFile {
  readonly id: string;
  readonly partner: string;
}

const keptFor = '1 hour';

/** @returns its id, which will be the interchange's. @throws DomainError when the mailbox is none of the caller's */
export const keepDraft = async (tx: Tx, by: Actor, partner: string, file: UploadedFile): Promise<string> => {
  await ownMailbox(tx, partner, by);
  await tx.query(`delete from feed_drafts where kept_at < $1::timestamptz - interval '${keptFor}'`, [tx.at]);
  const id = newId();
  await tx.query(
    `insert into feed_drafts (id, parties, partner, file_name, content_type, content, kept_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, [by.organisation], partner, file.fileName, file.contentType, file.content, tx.at],
  );
  return id;
};

export const draftOf = async (tx: Tx, id: string): Promise<Draft> => {
  const [row] = await tx.query<{ partner: string; file_name: string | null; content_type: string; content: Buffer }>(
    'select partner, file_name, content_type, content from feed_drafts where id = $1',
    [id],
  );
  if (!row) throw notFound('file', id);
  return { id, partner: row.partner, fileName: row.file_name, contentType: row.content_type, content: row.content };
};

export const removeDraft = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('delete from feed_drafts where id = $1', [id]);
};
