import { type Actor, newId, type Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { UploadedFile } from '../mailboxes/uploaded-file.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';

/** A file that its sender looks at before he sends it: there for his organisation alone, for an hour, and no more than twenty. */
export interface Draft extends UploadedFile {
  readonly id: string;
  readonly partner: string;
}

const young = `kept_at > now() - interval '1 hour'`;
const mostKept = 20;

/** @returns its id, which will be the interchange's. @throws DomainError when the mailbox is none of the caller's */
export const keepDraft = async (tx: Tx, by: Actor, partner: string, file: UploadedFile): Promise<string> => {
  await ownMailbox(tx, partner, by);
  await tx.query(
    `delete from feed_drafts where $1 = any (parties)
        and (not ${young} or id not in (select id from feed_drafts where $1 = any (parties) order by kept_at desc limit ${mostKept - 1}))`,
    [by.organisation],
  );
  const id = newId();
  await tx.query(
    `insert into feed_drafts (id, parties, partner, file_name, content_type, content, kept_at)
     values ($1, $2, $3, $4, $5, $6, now())`,
    [id, [by.organisation], partner, file.fileName, file.contentType, file.content],
  );
  return id;
};

export const draftOf = async (tx: Tx, id: string): Promise<Draft> => {
  const [row] = await tx.query<{ partner: string; file_name: string | null; content_type: string; content: Buffer }>(
    `select partner, file_name, content_type, content from feed_drafts where id = $1 and ${young}`,
    [id],
  );
  if (!row) throw notFound('file', id);
  return { id, partner: row.partner, fileName: row.file_name, contentType: row.content_type, content: row.content };
};

export const removeDraft = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('delete from feed_drafts where id = $1', [id]);
};
