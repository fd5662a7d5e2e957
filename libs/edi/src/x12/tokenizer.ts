import { trailBytes } from '../charset.ts';
import type { Source } from './segment.ts';

/** A segment larger than this is an attack or a missing terminator; the rest of it is not read. */
export const maxSegmentBytes = 65_536;

/**
 * Finds segment after segment in one interchange. No object is made per element: a caller that only counts
 * reads `start` and `end`.
 */
export class Tokenizer {
  start = 0;
  end = 0;
  /** False when the data ended before a terminator. */
  terminated = true;
  /** The segment was cut at `maxSegmentBytes`. */
  tooLarge = false;
  /** Where the next segment begins, line breaks and noise not yet skipped. */
  next: number;

  constructor(
    private readonly source: Source,
    start: number,
  ) {
    this.next = start;
  }

  /** @returns false at the end of the data */
  advance(): boolean {
    const { bytes } = this.source;
    const { terminator } = this.source.delimiters;
    let at = this.next;
    while (at < bytes.length && this.isNoise(at)) at++;
    if (at >= bytes.length) return false;
    const found = this.findTerminator(at);
    this.terminated = found >= 0;
    const end = found < 0 ? bytes.length : found;
    this.start = at;
    this.tooLarge = end - at > maxSegmentBytes;
    this.end = this.tooLarge ? at + maxSegmentBytes : end;
    this.next = found < 0 ? bytes.length : found + terminator.length;
    return true;
  }

  /** Between segments: blanks, line breaks, other control characters, and terminators of empty segments. */
  private isNoise(at: number): boolean {
    const byte = this.source.bytes[at] as number;
    const { element, terminator } = this.source.delimiters;
    return byte !== element && (byte <= 0x20 || (terminator.length === 1 && byte === terminator[0]));
  }

  private findTerminator(from: number): number {
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
