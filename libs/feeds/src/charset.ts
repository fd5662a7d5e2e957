import type { Text } from '@tradeloom/kernel';
import iconv from 'iconv-lite';

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** What the bytes were read as and why: a wrong guess must be visible, never silent. */
export interface DecodedText {
  readonly text: string;
  readonly charset: Charset;
  readonly byteOrderMark: boolean;
  /** `declared` by a byte order mark, `proven` by a strict decode, `likely` by the statistics in `evidence`. */
  readonly confidence: 'declared' | 'proven' | 'likely';
  readonly evidence: Text;
}

const marks: readonly { charset: Charset; bytes: readonly number[] }[] = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Share of double bytes that must be everyday hanzi or Chinese punctuation before bytes are taken for GB18030. */
const everydayShare = 0.6;

/**
 * The ladder: byte order mark, UTF-16 by its zero bytes, strict UTF-8, GB18030, windows-1252.
 * UTF-8 stands before GB18030 because almost any UTF-8 text also decodes as GB18030, into nonsense.
 * @returns undefined when no rung holds: the file must be refused, not guessed at.
 */
export const decodeText = (bytes: Uint8Array): DecodedText | undefined =>
  byMark(bytes) ?? byZeroBytes(bytes) ?? asUtf8(bytes) ?? asGb18030(bytes) ?? asWindows1252(bytes);

const strict = (charset: Charset, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
    throw cause;
  }
};

const byMark = (bytes: Uint8Array): DecodedText | undefined => {
  const mark = marks.find((m) => m.bytes.every((byte, i) => bytes[i] === byte));
  if (!mark) return undefined;
  const text = strict(mark.charset, bytes.subarray(mark.bytes.length));
  if (text === undefined) return undefined;
  return {
    text,
    charset: mark.charset,
    byteOrderMark: true,
    confidence: 'declared',
    evidence: { en: `byte order mark of ${mark.charset}`, zh: `${mark.charset} 字节序标记` },
  };
};

/** In UTF-16 the ASCII characters (digits, separators, line ends) put a zero on every other byte. */
const byZeroBytes = (bytes: Uint8Array): DecodedText | undefined => {
  const sample = bytes.subarray(0, 65_536);
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  const most = Math.max(even, odd);
  if (most < sample.length * 0.05 || Math.min(even, odd) > most * 0.1) return undefined;
  const charset = odd > even ? 'utf-16le' : 'utf-16be';
  const text = strict(charset, bytes);
  if (text === undefined) return undefined;
  const place = odd > even ? { en: 'odd', zh: '奇数' } : { en: 'even', zh: '偶数' };
  return {
    text,
    charset,
    byteOrderMark: false,
    confidence: 'likely',
    evidence: { en: `${most} zero bytes at ${place.en} positions`, zh: `${place.zh}位置有 ${most} 个零字节` },
  };
};

const asUtf8 = (bytes: Uint8Array): DecodedText | undefined => {
  const text = strict('utf-8', bytes);
  if (text === undefined) return undefined;
  const doubt = doubtOf(text);
  const other = doubt === 'none' ? undefined : asGb18030(bytes);
  if (other && doubt === 'other') return other;
  if (other) {
    return {
      text,
      charset: 'utf-8',
      byteOrderMark: false,
      confidence: 'likely',
      evidence: {
        en: 'valid UTF-8, but so few letters that they could be GB18030 as well',
        zh: '为合法 UTF-8，但非英文字符太少，也可能是 GB18030',
      },
    };
  }
  return {
    text,
    charset: 'utf-8',
    byteOrderMark: false,
    confidence: 'proven',
    evidence: { en: 'every byte sequence is valid UTF-8', zh: '全部字节均为合法 UTF-8' },
  };
};

/** Letters and signs of western, Greek and Russian texts, which are two bytes long in UTF-8. */
const notWestern = /[^\0-\x7f\u00a0-\u017f\u0370-\u03ff\u0400-\u045f]/u;
const longerThanPair = /[^\0-\u07ff]/u;
const alone = /(?<![\p{L}\p{N}])[\u0080-\u07ff](?![\p{L}\p{N}])/u;

/**
 * A text that is everyday Chinese when read as GB18030 may be valid UTF-8 by chance (停 is the bytes of U+0363), as long
 * as it has double bytes only.
 */
const doubtOf = (text: string): 'none' | 'either' | 'other' => {
  if (longerThanPair.test(text)) return 'none';
  if (notWestern.test(text)) return 'other';
  return alone.test(text) ? 'either' : 'none';
};

const asGb18030 = (bytes: Uint8Array): DecodedText | undefined => {
  const text = strict('gb18030', bytes);
  if (text === undefined) return undefined;
  const { pairs, everyday } = countPairs(bytes);
  if (pairs === 0 || everyday / pairs < everydayShare) return undefined;
  return {
    text,
    charset: 'gb18030',
    byteOrderMark: false,
    confidence: 'likely',
    evidence: {
      en: `not UTF-8; ${everyday} of ${pairs} double bytes are everyday hanzi or Chinese punctuation`,
      zh: `非 UTF-8；${pairs} 个双字节中 ${everyday} 个为常用汉字或中文标点`,
    },
  };
};

/** Everyday: GB 2312 symbols (rows 01-03) and level-1 hanzi (rows 16-55), where real text lives. */
const countPairs = (bytes: Uint8Array): { pairs: number; everyday: number } => {
  let pairs = 0;
  let everyday = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7))) everyday += 1;
    i += 1;
  }
  return { pairs, everyday };
};

/** Western letters stand among ASCII letters; control bytes and codes without a character speak against it. */
const asWindows1252 = (bytes: Uint8Array): DecodedText | undefined => {
  let high = 0;
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return undefined;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return undefined;
    if (byte >= 0x80) high += 1;
  }
  if (high > bytes.length * 0.3) return undefined;
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    charset: 'windows-1252',
    byteOrderMark: false,
    confidence: 'likely',
    evidence: {
      en: `neither UTF-8 nor Chinese; ${high} single high bytes that windows-1252 has letters for`,
      zh: `既非 UTF-8 也非中文；${high} 个高位单字节均为 windows-1252 字符`,
    },
  };
};

/**
 * Encodes a text the way it came. When the charset has no code for one of its characters
 * (a Chinese error text in a western file) the whole file becomes UTF-8 with a mark: never a `?`.
 */
export const encodeText = (text: string, as: Encoding): { bytes: Uint8Array; charset: Charset } =>
  encodeBlocks(() => [text], as);

export interface Encoding {
  readonly charset: Charset;
  readonly byteOrderMark: boolean;
}

/** The same for a text that is never there as a whole. @param blocks begins anew whenever it is called */
export const encodeBlocks = (blocks: () => Iterable<string>, as: Encoding): { bytes: Uint8Array; charset: Charset } => {
  const mark = as.byteOrderMark ? (marks.find((m) => m.charset === as.charset)?.bytes ?? []) : [];
  const encoded: Uint8Array[] = [Buffer.from(mark)];
  for (const text of blocks()) {
    const block = iconv.encode(text, as.charset);
    const faithful = as.charset.startsWith('utf') || iconv.decode(block, as.charset) === text;
    if (!faithful) return encodeBlocks(blocks, { charset: 'utf-8', byteOrderMark: true });
    encoded.push(block);
  }
  return { bytes: Buffer.concat(encoded), charset: as.charset };
};
