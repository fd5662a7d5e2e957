import type { CharsetEvidence } from '../charset.ts';
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
/** Undefined for the subsets of ISO 646, and what is no syntax identifier. */
export const charsetDeclaredBy = (identifier: string): Charset | undefined => charsets[identifier];

/** UNOA and UNOB are subsets of ISO 646; UNOX names its sets by escape sequences inside the data. */
const withoutHighBytes = ['UNOA', 'UNOB', 'UNOX'];

export interface CharsetFinding {
  charset: Charset;
  problem?: 'CHARSET_NOT_AS_DECLARED' | 'CHARSET_NOT_SUPPORTED' | 'SYNTAX_UNKNOWN';
}

/**
 * The ladder: what the partner's profile says; else what UNB declares, if the bytes can be that; else what the bytes
 * are. Bytes that are strictly UTF-8 beyond ASCII are so by nothing but intent, whatever eight-bit set is declared.
 */
export const interchangeCharset = (
  evidence: CharsetEvidence,
  identifier: string,
  profile?: Charset,
): CharsetFinding => {
  if (profile) return { charset: profile };
  if (identifier === 'UNOX' && evidence.hasEscape) return { charset: 'utf-8', problem: 'CHARSET_NOT_SUPPORTED' };
  const declared = charsets[identifier];
  const known = declared !== undefined || withoutHighBytes.includes(identifier);
  const unknown = known ? {} : { problem: 'SYNTAX_UNKNOWN' as const };
  if (evidence.ascii) return { charset: 'utf-8', ...unknown };
  if (declared !== undefined && fits(declared, evidence)) return { charset: declared };
  const { charset } = evidence;
  const asExpected = identifier === 'UNOX';
  return { charset, ...(known ? (asExpected ? {} : { problem: 'CHARSET_NOT_AS_DECLARED' }) : unknown) };
};

const fits = (declared: Charset, evidence: CharsetEvidence): boolean =>
  declared === 'utf-8' ? evidence.utf8 : !evidence.utf8 && !evidence.hasC1 && evidence.decodes(declared);
