import { isUtf8 } from 'node:buffer';
import type { Charset } from './result.ts';

/**
 * Which charset a file is in. A declared or remembered one is for the caller to pass on; else UTF-8 if the
 * bytes are strictly valid, then GB18030, then windows-1252, which reads anything.
 */
export const detectCharset = (bytes: Uint8Array): Charset => {
  if (isUtf8(bytes)) return 'utf-8';
  return isGb18030(bytes) && looksChinese(bytes) ? 'gb18030' : 'windows-1252';
};

const isGb18030 = (bytes: Uint8Array): boolean => !new TextDecoder('gb18030').decode(bytes).includes('\ufffd');

/**
 * Accented western text is often valid GB18030 too ("Käse"), as an accent and the letter behind it form a pair.
 * Chinese text is told by its pairs of two high bytes (GB 2312), western text by a high byte before a letter.
 */
const looksChinese = (bytes: Uint8Array): boolean => {
  let chinese = 0;
  let western = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x81) continue;
    const trail = bytes[++i] ?? 0;
    if (lead >= 0xa1 && trail >= 0xa1) chinese++;
    else if (lead >= 0xc0 && ((trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a))) western++;
  }
  return chinese * 2 >= western;
};

const decoders = new Map<Charset, TextDecoder>();

const decoderOf = (charset: Charset): TextDecoder => {
  const decoder = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, decoder);
  return decoder;
};

/** ISO 8859-1 is decoded as it stands; TextDecoder takes that name for windows-1252. */
export const decode = (charset: Charset, bytes: Buffer, start: number, end: number): string => {
  if (charset === 'utf-8') return bytes.toString('utf8', start, end);
  if (charset === 'iso-8859-1') return bytes.toString('latin1', start, end);
  return decoderOf(charset).decode(bytes.subarray(start, end));
};

/** How many bytes after `i` belong to the same GB18030 character: its trail bytes may look like delimiters. */
export const trailBytes = (charset: Charset, bytes: Uint8Array, i: number): number => {
  if (charset !== 'gb18030' || (bytes[i] as number) < 0x81) return 0;
  const second = bytes[i + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 3 : 1;
};
