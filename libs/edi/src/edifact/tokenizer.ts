import { trailBytes } from '../charset.ts';
import type { Source } from './segment.ts';

/** A segment larger than this is an attack or a missing terminator; the rest of it is not read. */
export const maxSegmentBytes = 65_536;

/** Finds segment after segment in one interchange. No object is made per element. */
export class Tokenizer {
  start = 0;
  end = 0;
  /** False when the data ended before a terminator. */
  terminated = true;
  /** The segment was cut at `maxSegmentBytes`. */
  tooLarge = false;
  /** Where the next segment begins, line breaks not yet skipped. */
  next: number;

  constructor(
    private readonly source: Source,
    start: number,
  ) {
    this.next = start;
  }

  /** @returns false at the end of the data */
  advance(): boolean {
    const { bytes, service } = this.source;
    let at = this.next;
    while (at < bytes.length && ((bytes[at] as number) <= 0x20 || bytes[at] === service.terminator)) {
      if (bytes[at] === service.element) break;
      at++;
    }
    if (at >= bytes.length) return false;
    const found = this.findTerminator(at);
    this.terminated = found >= 0;
    const end = found < 0 ? bytes.length : found;
    this.start = at;
    this.tooLarge = end - at > maxSegmentBytes;
    this.end = this.tooLarge ? at + maxSegmentBytes : end;
    this.next = found < 0 ? bytes.length : found + 1;
    return true;
  }

  private findTerminator(from: number): number {
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
