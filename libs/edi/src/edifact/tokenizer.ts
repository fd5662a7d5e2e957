import { trailBytes } from '../charset.ts';
import { noiseTable, Tokenizer } from '../structure/tokenizer.ts';
import type { Source } from './segment.ts';

const none = -1;

/** Segments end at the terminator that the UNA names, unless a release character stands before it. */
export class EdifactTokenizer extends Tokenizer {
  private readonly terminator: number;
  private readonly release: number;
  private readonly inPairs: boolean;

  constructor({ window, charset, service: { element, terminator, release } }: Source, start: number) {
    super(window, 1, noiseTable(element, terminator), element, start);
    this.terminator = terminator;
    this.release = release ?? none;
    this.inPairs = charset === 'gb18030';
  }

  protected override find(bytes: Buffer, from: number, kinds: Uint8Array): number {
    const { terminator, release, inPairs } = this;
    const { length } = bytes;
    let met = 0;
    let found = -1;
    let i = from;
    for (; i < length; i++) {
      const byte = bytes[i] as number;
      if (byte === terminator) {
        found = i;
        break;
      }
      met |= kinds[byte] as number;
      const more = byte === release ? 1 : inPairs && byte >= 0x81 ? trailBytes('gb18030', bytes, i) : 0;
      if (more === 0) continue;
      // What belongs together is looked at together.
      if (i + more >= length && !this.window.complete) break;
      i += more;
      met |= kinds[bytes[i] ?? 0] as number;
    }
    this.met |= met;
    this.stopped = Math.min(i, length);
    return found;
  }
}
