import { nameOf } from './segment-names.ts';
import type { Window } from './window.ts';

/** A segment larger than this is an attack or a missing terminator; the rest of it is not read. */
export const maxSegmentBytes = 65_536;

/** What a scan has met in a segment. */
const beyondAscii = 1;
export const lineFeed = 2;
export const carriageReturn = 4;
const kindOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return beyondAscii;
  return byte === 0x0a ? lineFeed : byte === 0x0d ? carriageReturn : 0;
});

/**
 * Finds segment after segment in one interchange, as far as the window reaches. No object is made, neither of a
 * segment nor of an element: a caller that only counts reads `id`.
 */
export abstract class Tokenizer {
  start = 0;
  end = 0;
  /** What the segment begins with where that is two or three capitals and digits, '' where it has to be decoded. */
  id = '';
  /** What was met on the way: `beyondAscii`, `lineFeed`, `carriageReturn`. */
  met = 0;
  /** False when the data ended before a terminator. */
  terminated = true;
  /** The segment was cut at `maxSegmentBytes`. */
  tooLarge = false;
  /** Where the next segment begins, what stands between not yet skipped. */
  next: number;
  /** The bytes of a segment that is too large, which the window need not keep. */
  private head: Window | null = null;
  /** Where to go on in a segment whose end is not in the window yet. */
  private unfinished = -1;

  constructor(
    protected readonly window: Window,
    private readonly terminatorBytes: number,
    /** By byte, 1: between segments it means nothing: blanks, line breaks, terminators of empty segments. */
    private readonly noise: Uint8Array,
    private readonly element: number,
    start: number,
  ) {
    this.next = start;
  }

  /** Where the segment's bytes are. */
  get memory(): Window {
    return this.tooLarge && this.head ? this.head : this.window;
  }

  /** The window may let go of what lies before. */
  get keepFrom(): number {
    return this.unfinished >= 0 ? (this.head ? this.unfinished : this.start) : this.next;
  }

  /** @returns false at the end of the window: more has to be read, or it is complete */
  advance(): boolean {
    const { window } = this;
    if (this.unfinished < 0 && !this.begin()) return false;
    const found = this.scan(this.unfinished);
    if (found < 0 && !window.complete) {
      if (window.end - this.start > maxSegmentBytes) this.head ??= this.cut();
      return false;
    }
    this.terminated = found >= 0;
    const end = found < 0 ? window.end : found;
    this.tooLarge = end - this.start > maxSegmentBytes;
    if (this.tooLarge) this.head ??= this.cut();
    this.end = this.tooLarge ? this.start + maxSegmentBytes : end;
    this.next = found < 0 ? window.end : found + this.terminatorBytes;
    this.unfinished = -1;
    this.id = nameOf(this.memory, this.start, this.end, this.element);
    return true;
  }

  /** Skips noise. @returns false when there is nothing else */
  private begin(): boolean {
    const { bytes, base } = this.window;
    const { noise } = this;
    let at = this.next - base;
    while (at < bytes.length && noise[bytes[at] as number] === 1) at++;
    this.next = at + base;
    if (at >= bytes.length) return false;
    this.start = this.next;
    this.unfinished = this.start;
    this.head = null;
    this.met = 0;
    return true;
  }

  private cut(): Window {
    return this.window.copy(this.start, this.start + maxSegmentBytes);
  }

  /** Adds to `met`. @returns where the terminator begins, -1 when there is none */
  protected abstract find(bytes: Buffer, from: number, kinds: Uint8Array): number;

  /** Where a scan that found no terminator has to go on once there is more. */
  protected stopped = 0;

  private scan(from: number): number {
    const { bytes, base } = this.window;
    const found = this.find(bytes, from - base, kindOfByte);
    this.unfinished = this.stopped + base;
    return found < 0 ? -1 : found + base;
  }
}

export const noiseTable = (element: number, terminator: number | undefined): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => (byte !== element && (byte <= 0x20 || byte === terminator) ? 1 : 0));
