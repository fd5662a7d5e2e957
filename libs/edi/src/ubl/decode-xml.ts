import type { Charset } from '../result.ts';

/** The text of an XML file, or why there is none. */
export type DecodedXml =
  | { readonly charset: Charset; readonly text: string; readonly start: number }
  | { readonly problem: 'XML_ENCODING_NOT_SUPPORTED' | 'XML_ENCODING_VIOLATED'; readonly encoding: string };

/** Names of encodings as XML declarations write them, lower case. ASCII is read as the UTF-8 that it is. */
const charsets: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
};

/**
 * XML 1.0, appendix F: the byte order mark decides, then the declaration, else it is UTF-8. Bytes that the encoding
 * does not have are refused: nothing is replaced, nothing is guessed.
 */
export const decodeXml = (bytes: Buffer): DecodedXml => {
  const mark = markOf(bytes);
  const encoding = mark?.charset ?? declaredEncoding(bytes) ?? 'utf-8';
  const charset = charsets[encoding.toLowerCase()];
  if (!charset) return { problem: 'XML_ENCODING_NOT_SUPPORTED', encoding };
  const start = mark?.length ?? 0;
  try {
    return { charset, start, text: strictly(charset, bytes.subarray(start)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return { problem: 'XML_ENCODING_VIOLATED', encoding };
  }
};

/** TextDecoder takes ISO 8859-1 for windows-1252. @throws where the bytes are not in the charset */
const strictly = (charset: Charset, bytes: Buffer): string =>
  charset === 'iso-8859-1'
    ? bytes.toString('latin1')
    : new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);

const markOf = (bytes: Buffer): { charset: Charset; length: number } | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { charset: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { charset: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { charset: 'utf-16be', length: 2 };
  return undefined;
};

/** `<?xml version="1.0" encoding="GB18030"?>`: ASCII in every encoding that we read but UTF-16, which has a mark. */
const declaredEncoding = (bytes: Buffer): string | undefined =>
  /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(bytes.toString('latin1', 0, 200))?.[1];

/** Byte offsets of places in a decoded text, which must be asked for in ascending order. */
export class ByteOffsets {
  private index = 0;
  private byte: number;

  constructor(
    private readonly text: string,
    private readonly charset: Charset,
    start: number,
  ) {
    this.byte = start;
  }

  at(index: number): number {
    this.byte += bytesOf(this.charset, this.text.slice(this.index, index));
    this.index = index;
    return this.byte;
  }
}

const bytesOf = (charset: Charset, text: string): number => {
  if (charset === 'utf-8') return Buffer.byteLength(text);
  if (charset === 'utf-16le' || charset === 'utf-16be') return text.length * 2;
  return charset === 'gb18030' ? gb18030Length(text) : text.length;
};

/** Two bytes for what GBK has, four for the rest: told by decoding, as Node encodes no GB18030. */
const gb18030Length = (text: string): number => {
  let length = 0;
  for (const character of text) length += character < '\u0080' ? 1 : isGbk(character) ? 2 : 4;
  return length;
};

let gbk: ReadonlySet<string> | undefined;

const isGbk = (character: string): boolean => {
  gbk ??= new Set(everyGbkCharacter());
  return gbk.has(character);
};

const everyGbkCharacter = (): string[] => {
  const pairs: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push(lead, trail);
  }
  return [...new TextDecoder('gb18030').decode(Uint8Array.from(pairs))];
};
