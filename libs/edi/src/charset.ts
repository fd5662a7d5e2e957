import { isAscii, isUtf8 } from 'node:buffer';
import type { Charset } from './result.ts';

/** What the bytes say about the charset they are in; a long file says it piece by piece. */
export class CharsetEvidence {
  ascii = true;
  utf8 = true;
  gb18030 = true;
  /** Pairs of two high bytes (GB 2312) against high bytes before a letter: which of the two the text looks like. */
  private chinese = 0;
  private western = 0;
  private readonly seen = new Uint8Array(256);

  static of(bytes: Uint8Array): CharsetEvidence {
    const evidence = new CharsetEvidence();
    evidence.add(bytes);
    return evidence;
  }

  /** @param piece ends where a character ends */
  add(piece: Uint8Array): void {
    if (isAscii(piece)) {
      if (piece.includes(escapeByte)) this.seen[escapeByte] = 1;
      return;
    }
    this.ascii = false;
    this.utf8 &&= isUtf8(piece);
    this.gb18030 &&= !new TextDecoder('gb18030').decode(piece).includes('\ufffd');
    this.count(piece);
  }

  /**
   * Which charset the bytes are in. A declared or remembered one is for the caller to pass on; else UTF-8 if the bytes
   * are strictly valid, then GB18030, then windows-1252, which reads anything. Accented western text is often valid
   * GB18030 too ("Käse"), as an accent and the letter behind it form a pair.
   */
  get charset(): Charset {
    if (this.utf8) return 'utf-8';
    return this.gb18030 && this.chinese * 2 >= this.western ? 'gb18030' : 'windows-1252';
  }

  get hasEscape(): boolean {
    return this.seen[escapeByte] === 1;
  }

  /** Bytes that ISO 8859 leaves to control characters and windows-1252 uses for quotes, dashes and the euro sign. */
  get hasC1(): boolean {
    return this.seen.subarray(0x80, 0xa0).includes(1);
  }

  /** @param charset of one byte per character */
  decodes(charset: Charset): boolean {
    if (charset === 'iso-8859-1') return true;
    const bytes = Uint8Array.from([...this.seen.keys()].filter((byte) => this.seen[byte] === 1));
    return !new TextDecoder(charset).decode(bytes).includes('\ufffd');
  }

  private count(piece: Uint8Array): void {
    const { seen } = this;
    for (let i = 0; i < piece.length; i++) {
      const lead = piece[i] as number;
      seen[lead] = 1;
      if (lead < 0x81) continue;
      const trail = piece[++i] ?? 0;
      seen[trail] = 1;
      if (lead >= 0xa1 && trail >= 0xa1) this.chinese++;
      else if (lead >= 0xc0 && ((trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a))) this.western++;
    }
  }
}

const escapeByte = 0x1b;

export const detectCharset = (bytes: Uint8Array): Charset => CharsetEvidence.of(bytes).charset;

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
