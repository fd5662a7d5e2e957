import { trailBytes } from '../charset.ts';
import { Tokenizer } from '../structure/tokenizer.ts';
import type { Source } from './segment.ts';

/** Segments end at the terminator that the UNA names, unless a release character stands before it. */
export class EdifactTokenizer extends Tokenizer {
  constructor(
    private readonly source: Source,
    start: number,
  ) {
    super(source.bytes, 1, start);
  }

  protected override isNoise(byte: number): boolean {
    const { element, terminator } = this.source.service;
    return byte !== element && (byte <= 0x20 || byte === terminator);
  }

  protected override findTerminator(from: number): number {
    const { bytes, charset, ascii, service } = this.source;
    if (!ascii && charset === 'gb18030') return this.findByCharacter(from);
    for (let at = bytes.indexOf(service.terminator, from); at >= 0; at = bytes.indexOf(service.terminator, at + 1)) {
      if (!this.isReleased(from, at)) return at;
    }
    return -1;
  }

  /** An odd number of release characters stands before: the last of them releases this byte. */
  private isReleased(from: number, at: number): boolean {
    const { bytes, service } = this.source;
    if (service.release === null) return false;
    let i = at - 1;
    while (i >= from && bytes[i] === service.release) i--;
    return (at - 1 - i) % 2 === 1;
  }

  /** GB18030: the second byte of a character may look like a separator. */
  private findByCharacter(from: number): number {
    const { bytes, charset, service } = this.source;
    for (let i = from; i < bytes.length; i++) {
      if (bytes[i] === service.release) i++;
      else if (bytes[i] === service.terminator) return i;
      else i += trailBytes(charset, bytes, i);
    }
    return -1;
  }
}
