/** A segment larger than this is an attack or a missing terminator; the rest of it is not read. */
export const maxSegmentBytes = 65_536;

/**
 * Finds segment after segment in one interchange. No object is made per element: a caller that only counts
 * reads `start` and `end`.
 */
export abstract class Tokenizer {
  start = 0;
  end = 0;
  /** False when the data ended before a terminator. */
  terminated = true;
  /** The segment was cut at `maxSegmentBytes`. */
  tooLarge = false;
  /** Where the next segment begins, what stands between not yet skipped. */
  next: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly terminatorBytes: number,
    start: number,
  ) {
    this.next = start;
  }

  /** @returns false at the end of the data */
  advance(): boolean {
    const { length } = this.bytes;
    let at = this.next;
    while (at < length && this.isNoise(this.bytes[at] as number)) at++;
    if (at >= length) return false;
    const found = this.findTerminator(at);
    this.terminated = found >= 0;
    const end = found < 0 ? length : found;
    this.start = at;
    this.tooLarge = end - at > maxSegmentBytes;
    this.end = this.tooLarge ? at + maxSegmentBytes : end;
    this.next = found < 0 ? length : found + this.terminatorBytes;
    return true;
  }

  /** Between segments: blanks, line breaks, other control characters, and terminators of empty segments. */
  protected abstract isNoise(byte: number): boolean;

  /** @returns where the terminator begins, -1 when there is none */
  protected abstract findTerminator(from: number): number;
}
