import type { Fields } from '../mime/fields.ts';
import { decodeExtended, parseStructured } from '../mime/parameters.ts';

const LONGEST = 255;

/** The name that the sender gave the file: its last part alone, without control characters. */
export function fileNameIn(fields: Fields): string | null {
  const disposition = parseStructured(fields.get('content-disposition') ?? '').parameters;
  const type = parseStructured(fields.get('content-type') ?? '').parameters;
  const extended = disposition.get('filename*');
  const named = (extended && decodeExtended(extended)) || disposition.get('filename') || type.get('name') || '';
  const name = utf8IfItIs(named)
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, LONGEST);
  return name === '' || name === '.' || name === '..' ? null : name;
}

/** Headers are read byte by byte; some senders write UTF-8 into them. */
function utf8IfItIs(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
