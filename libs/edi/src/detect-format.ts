export type Format = 'x12' | 'edifact' | 'csv' | 'xlsx' | 'ubl' | 'unknown';

/** By what the bytes begin with; the file's name only decides where any text could be a table. */
export const detectFormat = (bytes: Uint8Array, fileName = ''): Format => {
  const head = headOf(bytes);
  /** Of UTF-16, too. */
  const ascii = head.replaceAll('\u0000', '');
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (/^ISA[^A-Za-z0-9\s]/.test(head)) return 'x12';
  if (/^(UNA.{6}|UN[BH][^A-Za-z0-9])/s.test(ascii)) return 'edifact';
  if (head.startsWith('PK\u0003\u0004')) return 'xlsx';
  if (ascii.startsWith('<')) return /urn:oasis:names:specification:ubl/.test(ascii) ? 'ubl' : 'unknown';
  if (extension === 'csv' || extension === 'txt' || extension === 'tsv') return isTable(head) ? 'csv' : 'unknown';
  if (/ISA[^A-Za-z0-9\s]/.test(head)) return 'x12';
  if (/UNB[^A-Za-z0-9\s]UNO[A-Z]/.test(head)) return 'edifact';
  return isTable(head) ? 'csv' : 'unknown';
};

/** The first bytes as latin1, without byte order mark, blanks and zeros before the first character. */
const headOf = (bytes: Uint8Array): string => {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  let at = utf16 ? 2 : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(bytes.length - at, 2000)).toString('latin1');
};

const isTable = (head: string): boolean => {
  const [first = ''] = head.split(/\r|\n/);
  return !head.includes('\u0000') && /[,;\t|]/.test(first);
};
