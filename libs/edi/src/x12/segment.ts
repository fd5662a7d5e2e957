import { decode, trailBytes } from '../charset.ts';
import type { Located } from '../findings/problem.ts';
import type { Charset } from '../result.ts';
import type { Tokenizer } from '../structure/tokenizer.ts';
import type { Window } from '../structure/window.ts';
import type { Delimiters } from './delimiters.ts';

/** The bytes of a file, the charset they are in, and how one interchange separates them. */
export interface Source {
  window: Window;
  charset: Charset;
  delimiters: Delimiters;
}

/** One segment as offsets into the file; its elements are only split when somebody asks for them. */
export class Segment implements Located {
  private split: string[] | undefined;

  /**
   * @param position 1-based in ST..SE, 0 for a service segment outside a message
   * @param name '' where it has to be decoded
   * @param plain its text is its bytes: none beyond ASCII, no line break
   */
  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
    readonly position: number,
    private name = '',
    readonly plain = false,
  ) {}

  static of(source: Source, token: Tokenizer, position: number): Segment {
    const own = token.tooLarge ? { ...source, window: token.memory } : source;
    return new Segment(own, token.start, token.end, position, token.id, token.met === 0);
  }

  /** The same with its bytes in memory of its own: it outlives the window. */
  kept(): Segment {
    const window = this.source.window.copy(this.start, this.end);
    return new Segment({ ...this.source, window }, this.start, this.end, this.position, this.name, this.plain);
  }

  get id(): string {
    if (this.name === '') this.name = this.elements[0] as string;
    return this.name;
  }

  /** [id, element 1, element 2, ...] */
  get elements(): readonly string[] {
    this.split ??= this.text.split(String.fromCharCode(this.source.delimiters.element));
    return this.split;
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
    const { window, charset, delimiters } = this.source;
    const { bytes, base } = window;
    let seen = 0;
    for (let i = this.start - base; i < this.end - base; i++) {
      if (seen === n) return i + base;
      if (bytes[i] === delimiters.element) seen++;
      else i += trailBytes(charset, bytes, i);
    }
    return this.end;
  }

  /** The same with a code (ASCII) in place of what an element says. */
  saying(n: number, component: number, code: string): Segment {
    const { window, charset, delimiters } = this.source;
    const { bytes, base } = window;
    const ends = [delimiters.element, delimiters.component, delimiters.repetition];
    const endOf = (from: number): number => {
      let to = from;
      while (to < this.end && !ends.includes(bytes[to - base] as number))
        to += 1 + trailBytes(charset, bytes, to - base);
      return to;
    };
    let from = this.offsetOf(n);
    for (let c = 1; c < component; c++) from = endOf(from) + 1;
    const to = endOf(from);
    const own = window.spliced(this.start, this.end, from, to, Buffer.from(code));
    return new Segment({ ...this.source, window: own }, this.start, own.end, this.position, this.name, this.plain);
  }

  get text(): string {
    const { window, charset, delimiters } = this.source;
    if (this.plain) return window.text(this.start, this.end);
    const text = decode(charset, window.bytes, this.start - window.base, this.end - window.base);
    // Partners wrap lines at 80 columns; a line break is data only where it is a delimiter itself.
    return text.includes('\n') || text.includes('\r') ? unwrap(text, delimiters) : text;
  }
}

const unwrap = (text: string, delimiters: Delimiters): string =>
  [...text]
    .filter((c) => (c !== '\n' && c !== '\r') || [delimiters.element, delimiters.component].includes(c.charCodeAt(0)))
    .join('');
