import { type CanonicalDocument, readEdifactFile, readUblFile, readX12File } from '@tradeloom/edi';
import { DomainError } from '@tradeloom/kernel';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import type { DrawControl } from '../outbound/control-numbers.ts';
import { makeFile } from '../outbound/make-file.ts';
import type { ProfiledPartner } from './profiled-partner.ts';

/** The document that a file of ours was made from, as far as the file says it; null where we cannot read it back. */
export const documentIn = ({ format, charset }: Interchange, content: Buffer): CanonicalDocument | null => {
  const read = { x12: readX12File, edifact: readEdifactFile, ubl: readUblFile };
  if (format !== 'x12' && format !== 'edifact' && format !== 'ubl') return null;
  const known = format === 'x12' && charset !== null && charset !== 'us-ascii' ? { charset: charset as 'utf-8' } : {};
  const [interchange] = read[format](content, known).interchanges;
  return interchange?.groups[0]?.messages[0]?.document ?? null;
};

/** What we would have sent, or why it could not be written. */
export type Written = { readonly content: Uint8Array } | { readonly refused: FileError };

/** Writes a document anew, at the time and under the numbers of the file that it went out with. */
export const writeAnew = async (
  partner: ProfiledPartner,
  { control, groupControl, receivedAt }: Interchange,
  document: CanonicalDocument,
): Promise<Written> => {
  const numbers = { interchange: control, group: groupControl, message: null };
  const draw: DrawControl = async (level) => Number(numbers[level] ?? partner.profile.controls[level].first);
  try {
    const { content } = await makeFile({ at: receivedAt, draw }, partner, document);
    return { content };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refused: { code: error.code, message: error.text, ...error.facts } };
  }
};
