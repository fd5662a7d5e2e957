import { createHash } from 'node:crypto';
import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';

/** SHA-256 of a file's bytes, hex. */
export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Keeps the bytes of a file, once. */
export const keepContent = async (
  tx: Tx,
  id: string,
  parties: readonly string[],
  content: Uint8Array,
): Promise<void> => {
  await tx.query('insert into interchange_contents (interchange_id, parties, content) values ($1, $2, $3)', [
    id,
    parties,
    Buffer.from(content),
  ]);
};

export const contentOf = async (tx: Tx, id: string): Promise<Buffer> => {
  const [row] = await tx.query<{ content: Buffer }>(
    'select content from interchange_contents where interchange_id = $1',
    [id],
  );
  if (!row) throw notFound('interchange', id);
  return row.content;
};
