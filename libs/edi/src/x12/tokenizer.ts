import { trailBytes } from '../charset.ts';
import { noiseTable, Tokenizer } from '../structure/tokenizer.ts';
import type { Source } from './segment.ts';

/** Segments end at the terminator that the ISA names: nothing releases it. */
export class X12Tokenizer extends Tokenizer {
  private readonly terminator: Uint8Array;
  private readonly inPairs: boolean;

  constructor({ window, charset, delimiters: { element, terminator } }: Source, start: number) {
    const only = terminator.length === 1 ? terminator[0] : undefined;
    super(window, terminator.length, noiseTable(element, only), element, start);
    this.terminator = terminator;
    this.inPairs = charset === 'gb18030';
  }

  protected override find(bytes: Buffer, from: number, kinds: Uint8Array): number {
    const { inPairs, terminator } = this;
    const { length } = bytes;
    const first = terminator[0] as number;
    let met = 0;
    let found = -1;
    let i = from;
    for (; i < length; i++) {
      const byte = bytes[i] as number;
      if (byte === first) {
        const ends = terminator.length === 1 ? 'here' : this.endsAt(bytes, i);
        if (ends === 'here') found = i;
        if (ends !== 'not') break;
      }
      met |= kinds[byte] as number;
      if (inPairs && byte >= 0x81) {
        const more = trailBytes('gb18030', bytes, i);
        if (i + more >= length && !this.window.complete) break;
        i += more;
      }
    }
    this.met |= met;
    this.stopped = Math.min(i, length);
    return found;
  }

  /** A terminator of several bytes may begin at the window's end. */
  private endsAt(bytes: Buffer, at: number): 'here' | 'not' | 'unknown' {
    const part = bytes.subarray(at, at + this.terminator.length);
    if (part.length < this.terminator.length && !this.window.complete) return 'unknown';
    return part.equals(this.terminator) ? 'here' : 'not';
  }
}
