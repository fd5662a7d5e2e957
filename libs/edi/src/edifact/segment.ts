import { decode, trailBytes } from '../charset.ts';
import type { Located } from '../findings/problem.ts';
import type { Charset } from '../result.ts';
import type { Tokenizer } from '../structure/tokenizer.ts';
import type { Window } from '../structure/window.ts';
import type { ServiceString } from './service-string.ts';

/** The bytes of a file, the charset of one interchange in it, and how that interchange separates them. */
export interface Source {
  window: Window;
  charset: Charset;
  service: ServiceString;
}

/** One segment as offsets into the file; its elements are only split when somebody asks for them. */
export class Segment implements Located {
  group: string | undefined = undefined;
  private split: string[] | undefined;
  /** Of each element, the components of its first repetition. */
  private readonly firsts: (string[] | undefined)[] = [];

  /**
   * @param position 1-based in UNH..UNT, 0 for a service segment outside a message
   * @param tag '' where it has to be decoded
   * @param plain its text is its bytes: none beyond ASCII, no line break
   */
  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
    readonly position: number,
    private tag = '',
    readonly plain = false,
  ) {}

  static of(source: Source, token: Tokenizer, position: number): Segment {
    const own = token.tooLarge ? { ...source, window: token.memory } : source;
    return new Segment(own, token.start, token.end, position, token.id, token.met === 0);
  }

  /** The same with its bytes in memory of its own: it outlives the window. */
  kept(): Segment {
    const window = this.source.window.copy(this.start, this.end);
    return new Segment({ ...this.source, window }, this.start, this.end, this.position, this.tag, this.plain);
  }

  get id(): string {
    if (this.tag === '') this.tag = this.at(0, 1);
    return this.tag;
  }

  /** [tag, element 1, element 2, ...], release characters still in place. */
  get elements(): readonly string[] {
    this.split ??= this.cut(this.text, this.source.service.element);
    return this.split;
  }

  /** The last character of the segment is a release character that releases nothing. */
  get endsInRelease(): boolean {
    const { window, service } = this.source;
    const { bytes, base } = window;
    let at = this.end - base - 1;
    while (service.release !== null && at >= this.start - base && bytes[at] === service.release) at--;
    return (this.end - base - 1 - at) % 2 === 1;
  }

  /** A component's text without release characters and without blanks at its end, '' when absent; without `component` the whole element's. */
  at(element: number, component?: number): string {
    const raw = this.elements[element];
    if (raw === undefined || raw === '') return '';
    const one = component === undefined ? raw : (this.components(element)[component - 1] ?? '');
    return this.released(one).trimEnd();
  }

  /** How often the element is repeated (syntax version 4); 1 for an empty one. */
  repetitions(element: number): number {
    const { repetition } = this.source.service;
    return repetition === null ? 1 : this.cut(this.elements[element] ?? '', repetition).length;
  }

  /** The raw components of one repetition of an element; `released` gives their text. */
  components(element: number, repetition = 1): readonly string[] {
    const known = repetition === 1 ? this.firsts[element] : undefined;
    if (known) return known;
    const { service } = this.source;
    const raw = this.elements[element] ?? '';
    const one = service.repetition === null ? raw : (this.cut(raw, service.repetition)[repetition - 1] ?? '');
    const parts = this.cut(one, service.component);
    if (repetition === 1) this.firsts[element] = parts;
    return parts;
  }

  released(text: string): string {
    const { release } = this.source.service;
    const mark = release === null ? '' : String.fromCharCode(release);
    if (release === null || !text.includes(mark)) return text;
    let out = '';
    for (let i = 0; i < text.length; i++) {
      if (text[i] === mark) i++;
      out += text[i] ?? '';
    }
    return out;
  }

  /** Where an element, or a component in one of its repetitions, begins; the segment's end when there is none. */
  offsetOf(element: number, component = 1, repetition = 1): number {
    const { window, charset, service } = this.source;
    const { bytes, base } = window;
    const seen = { element: 0, repetition: 1, component: 1 };
    for (let i = this.start - base; i < this.end - base; i++) {
      const reached = seen.element === element && seen.repetition === repetition && seen.component === component;
      if (reached) return i + base;
      const byte = bytes[i];
      if (byte === service.release) i++;
      else if (byte === service.element)
        Object.assign(seen, { element: seen.element + 1, repetition: 1, component: 1 });
      else if (byte === service.repetition) Object.assign(seen, { repetition: seen.repetition + 1, component: 1 });
      else if (byte === service.component) seen.component++;
      else i += trailBytes(charset, bytes, i);
    }
    return this.end;
  }

  /** The same with a code (ASCII) in place of what a component says. */
  saying(element: number, component: number, code: string): Segment {
    const { window, charset, service } = this.source;
    const { bytes, base } = window;
    const ends = [service.element, service.component, service.repetition];
    const from = this.offsetOf(element, component);
    let to = from;
    while (to < this.end && !ends.includes(bytes[to - base] as number))
      to += bytes[to - base] === service.release ? 2 : 1 + trailBytes(charset, bytes, to - base);
    const own = window.spliced(this.start, this.end, from, to, Buffer.from(code));
    return new Segment({ ...this.source, window: own }, this.start, own.end, this.position, this.tag, this.plain);
  }

  get text(): string {
    const { window, charset } = this.source;
    if (this.plain) return window.text(this.start, this.end);
    const text = decode(charset, window.bytes, this.start - window.base, this.end - window.base);
    // Partners wrap lines at 80 columns.
    return text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, '') : text;
  }

  /** Splits at a separator that no release character stands before. */
  private cut(text: string, separator: number): string[] {
    const { release } = this.source.service;
    const mark = String.fromCharCode(separator);
    if (release === null || !text.includes(String.fromCharCode(release))) return text.split(mark);
    const parts: string[] = [];
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === release) i++;
      else if (code === separator) {
        parts.push(text.slice(from, i));
        from = i + 1;
      }
    }
    return [...parts, text.slice(from)];
  }
}
