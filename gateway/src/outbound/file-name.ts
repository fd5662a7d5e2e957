import type { Tx } from '@tradeloom/chassis';
import { pathless, unmistakable } from '../sftp/shown-name.rules.ts';
import type { MadeFile } from './make-file.ts';

/**
 * The name under which a partner finds a file of ours, for ever: control numbers begin anew, and he who deletes the file
 * that he has fetched must not delete another one. Whoever draws a partner's control number waits for who drew before.
 */
export const fileNameFor = async (tx: Tx, partner: string, id: string, file: MadeFile): Promise<string> => {
  const fileName = pathless(file.fileName);
  // Without a control number it is never shown without its id.
  if (file.control === null) return fileName;
  const before = await tx.query(
    `select from interchanges where partner = $1 and direction = 'out' and file_name = $2 limit 1`,
    [partner, fileName],
  );
  return before.length > 0 ? unmistakable({ id, fileName }) : fileName;
};
