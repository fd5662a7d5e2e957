import type { Problems } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult, MessageResult } from '../result.ts';
import type { Window } from './window.ts';

/** Takes what a file holds, in the order in which it ends. */
export interface FileSink {
  /** What its envelope turns out to be may still reject it. @param group what its header says, without messages */
  message(message: MessageResult, group: GroupResult): void;
  /** The interchange of the messages before; what rejects it rejects them. */
  interchange(interchange: InterchangeResult): void;
}

export interface InterchangeReader {
  readonly keepFrom: number;
  advance(): number | null;
  result(): InterchangeResult;
}

/** No header of an interchange is longer; only at the end of the file less has to do. */
const headBytes = 1024;
const noiseShown = 40;

interface Noise {
  from: number;
  text: string;
}

/** Reads interchange after interchange of one file, as far as the window reaches. */
export abstract class FileReader {
  protected interchanges = 0;
  private reader: InterchangeReader | null = null;
  private at = 0;
  private noise: Noise | null = null;
  private finished = false;

  constructor(
    protected readonly window: Window,
    protected readonly problems: Problems,
    private readonly sink: Pick<FileSink, 'interchange'>,
  ) {}

  /** The window may let go of what lies before. */
  get keepFrom(): number {
    return this.reader?.keepFrom ?? this.at;
  }

  /** Reads on; where the window is complete, to the end of the file. */
  advance(): void {
    while (this.reader || this.findNext()) {
      const end = this.reader?.advance() ?? null;
      if (!this.reader || end === null) return;
      this.sink.interchange(this.reader.result());
      this.interchanges++;
      this.reader = null;
      this.at = end;
    }
    if (!this.window.complete || this.finished) return;
    this.finished = true;
    if (this.noise) this.report(this.noise, false);
    if (this.interchanges === 0 && this.problems.list.length === 0) this.reportNothing();
  }

  /** Opens the interchange that begins at `at`. @returns null when none does */
  protected abstract open(at: number): InterchangeReader | null;
  /** What every interchange begins with. */
  protected abstract readonly mark: string;
  protected abstract reportNoise(text: string, from: number, isBeforeInterchange: boolean): void;
  protected abstract reportNothing(): void;

  /** @returns false when no interchange begins in what the window holds */
  private findNext(): boolean {
    const { window } = this;
    if (!this.noise && !this.skipBlanks()) return false;
    for (;;) {
      const found = window.bytes.indexOf(this.mark, this.at - window.base, 'latin1');
      // The mark may have begun at the window's end.
      const rest = window.complete ? window.end : Math.max(this.at, window.end - this.mark.length + 1);
      const begins = found < 0 ? rest : found + window.base;
      if (begins !== this.at) this.noise ??= this.noiseFrom(this.at);
      this.at = begins;
      if (found < 0 || !this.isInView(begins)) return false;
      this.reader = this.open(begins);
      if (this.reader) break;
      this.noise ??= this.noiseFrom(begins);
      this.at = begins + this.mark.length;
    }
    if (this.noise) this.report(this.noise, true);
    this.noise = null;
    return true;
  }

  private report({ text, from }: Noise, isBeforeInterchange: boolean): void {
    this.reportNoise(text.slice(0, this.at - from), from, isBeforeInterchange);
  }

  private noiseFrom(from: number): Noise {
    return { from, text: this.window.text(from, from + noiseShown) };
  }

  private isInView(at: number): boolean {
    return this.window.complete || this.window.end - at >= headBytes;
  }

  /** @returns false when what has come so far is nothing else */
  private skipBlanks(): boolean {
    const { bytes, base, complete } = this.window;
    let at = this.at - base;
    if (!complete && bytes.length - at < byteOrderMark.length) return false;
    if (byteOrderMark.every((byte, i) => bytes[at + i] === byte)) at += byteOrderMark.length;
    while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
    this.at = at + base;
    return at < bytes.length && this.isInView(this.at);
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
