import { isAscii, isUtf8 } from 'node:buffer';
import { detectCharset } from '../charset.ts';
import type { Charset } from '../result.ts';

/** Syntax identifiers (UNB 0001) and the character set each declares (ISO 9735-1, annex A). */
const charsets: Readonly<Record<string, Charset>> = {
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
  UNOL: 'iso-8859-15',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
};
/** UNOA and UNOB are subsets of ISO 646; UNOX names its sets by escape sequences inside the data. */
const withoutHighBytes = ['UNOA', 'UNOB', 'UNOX'];

export interface CharsetFinding {
  charset: Charset;
  ascii: boolean;
  problem?: 'CHARSET_NOT_AS_DECLARED' | 'CHARSET_NOT_SUPPORTED' | 'SYNTAX_UNKNOWN';
}

const escapeByte = 0x1b;
/** Bytes that ISO 8859 leaves to control characters and windows-1252 uses for quotes, dashes and the euro sign. */
const hasC1 = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);

/**
 * The ladder: what the partner's profile says; else what UNB declares, if the bytes can be that; else what the bytes
 * are. Bytes that are strictly UTF-8 beyond ASCII are so by nothing but intent, whatever eight-bit set is declared.
 */
export const interchangeCharset = (bytes: Buffer, identifier: string, profile?: Charset): CharsetFinding => {
  const ascii = isAscii(bytes);
  if (profile) return { charset: profile, ascii };
  if (identifier === 'UNOX' && bytes.includes(escapeByte)) {
    return { charset: 'utf-8', ascii, problem: 'CHARSET_NOT_SUPPORTED' };
  }
  const declared = charsets[identifier];
  const known = declared !== undefined || withoutHighBytes.includes(identifier);
  const unknown = known ? {} : { problem: 'SYNTAX_UNKNOWN' as const };
  if (ascii) return { charset: 'utf-8', ascii, ...unknown };
  if (declared !== undefined && fits(declared, bytes)) return { charset: declared, ascii };
  const charset = detectCharset(bytes);
  const asExpected = identifier === 'UNOX';
  return { charset, ascii, ...(known ? (asExpected ? {} : { problem: 'CHARSET_NOT_AS_DECLARED' }) : unknown) };
};

const fits = (declared: Charset, bytes: Buffer): boolean =>
  declared === 'utf-8' ? isUtf8(bytes) : !isUtf8(bytes) && !hasC1(bytes) && decodes(declared, bytes);

const decodes = (charset: Charset, bytes: Buffer): boolean =>
  charset === 'iso-8859-1' || !new TextDecoder(charset).decode(bytes).includes('\ufffd');
