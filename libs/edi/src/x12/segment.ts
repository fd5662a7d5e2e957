import { decode, trailBytes } from '../charset.ts';
import type { Charset } from '../result.ts';
import type { Delimiters } from './delimiters.ts';

/** The bytes of a file, the charset they are in, and how one interchange separates them. */
export interface Source {
  bytes: Buffer;
  charset: Charset;
  /** No byte above 0x7f in the file: text is the bytes, and no character is cut by a delimiter. */
  ascii: boolean;
  delimiters: Delimiters;
}

/** Control characters, and what stands for bytes that no character was found for. */
export const unprintable = /[\p{Cc}\ufffd]/u;

/** One segment as offsets into the file; its elements are only split when somebody asks for them. */
export class Segment {
  private split: string[] | undefined;
  /** False when a look at the whole segment found no control character and no undecodable byte. */
  mayHoldUnprintables = false;

  /** @param position 1-based in ST..SE, 0 for a service segment outside a message */
  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
    readonly position: number,
  ) {}

  get id(): string {
    return this.elements[0] as string;
  }

  /** [id, element 1, element 2, ...] */
  get elements(): readonly string[] {
    if (this.split === undefined) {
      const text = this.text;
      this.mayHoldUnprintables = unprintable.test(text);
      this.split = text.split(String.fromCharCode(this.source.delimiters.element));
    }
    return this.split;
  }

  get hasLineBreak(): boolean {
    return this.source.bytes.subarray(this.start, this.end).includes(0x0a);
  }

  /** The element's text without trailing spaces, '' when absent. */
  at(n: number): string {
    const raw = this.elements[n];
    if (raw === undefined) return '';
    return raw.charCodeAt(raw.length - 1) === 0x20 ? raw.trimEnd() : raw;
  }

  component(n: number, c: number): string {
    return this.at(n).split(String.fromCharCode(this.source.delimiters.component))[c - 1] ?? '';
  }

  /** The components of each repetition of an element. */
  repetitions(n: number): string[][] {
    const { component, repetition } = this.source.delimiters;
    const parts = repetition === null ? [this.at(n)] : this.at(n).split(String.fromCharCode(repetition));
    return parts.map((part) => part.split(String.fromCharCode(component)));
  }

  /** Where an element begins in the file; the segment's end when it has fewer elements. */
  offsetOf(n: number): number {
    const { bytes, charset, delimiters } = this.source;
    let seen = 0;
    for (let i = this.start; i < this.end; i++) {
      if (seen === n) return i;
      if (bytes[i] === delimiters.element) seen++;
      else i += trailBytes(charset, bytes, i);
    }
    return this.end;
  }

  private get text(): string {
    const { bytes, ascii, charset, delimiters } = this.source;
    const text = ascii ? bytes.toString('latin1', this.start, this.end) : decode(charset, bytes, this.start, this.end);
    // Partners wrap lines at 80 columns; a line break is data only where it is a delimiter itself.
    return text.includes('\n') || text.includes('\r') ? unwrap(text, delimiters) : text;
  }
}

const unwrap = (text: string, delimiters: Delimiters): string =>
  [...text]
    .filter((c) => (c !== '\n' && c !== '\r') || [delimiters.element, delimiters.component].includes(c.charCodeAt(0)))
    .join('');
