import { trailBytes } from '../charset.ts';
import { Tokenizer } from '../structure/tokenizer.ts';
import type { Source } from './segment.ts';

/** Segments end at the terminator that the ISA names: nothing releases it. */
export class X12Tokenizer extends Tokenizer {
  constructor(
    private readonly source: Source,
    start: number,
  ) {
    super(source.bytes, source.delimiters.terminator.length, start);
  }

  protected override isNoise(byte: number): boolean {
    const { element, terminator } = this.source.delimiters;
    return byte !== element && (byte <= 0x20 || (terminator.length === 1 && byte === terminator[0]));
  }

  protected override findTerminator(from: number): number {
    const { bytes, charset, ascii, delimiters } = this.source;
    const { terminator } = delimiters;
    if (ascii || charset !== 'gb18030') {
      return terminator.length === 1 ? bytes.indexOf(terminator[0] as number, from) : bytes.indexOf(terminator, from);
    }
    for (let i = from; i < bytes.length; i++) {
      if (bytes[i] === terminator[0]) return i;
      i += trailBytes(charset, bytes, i);
    }
    return -1;
  }
}
