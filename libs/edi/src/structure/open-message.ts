import { maxMessageBytes, maxMessageSegments } from './limits.ts';
import type { Tokenizer } from './tokenizer.ts';

interface Kept<S> {
  readonly start: number;
  kept(): S;
}

/** A message whose end has not come yet. */
export class OpenMessage<S extends Kept<S>> {
  /** Header and trailer counted. */
  count = 1;
  header: S;
  segments: S[];
  /** Which limit the message is beyond; its segments are let go then. */
  exceeded: { expected: number } | null = null;

  constructor(
    header: S,
    private readonly looksInside: boolean,
    private readonly segmentOf: (token: Tokenizer, position: number) => S,
  ) {
    this.header = header;
    this.segments = [header];
  }

  take(token: Tokenizer): void {
    this.count++;
    if (this.exceeded) return;
    if (this.count > maxMessageSegments) this.letGo(maxMessageSegments);
    else if (token.next - this.header.start > maxMessageBytes) this.letGo(maxMessageBytes);
    else if (this.looksInside) this.segments.push(this.segmentOf(token, this.count));
  }

  /** From where on its bytes are needed. @param next where the next segment is */
  keepFrom(next: number): number {
    if (!this.exceeded && next - this.header.start > maxMessageBytes) this.letGo(maxMessageBytes);
    return this.exceeded ? next : this.header.start;
  }

  private letGo(expected: number): void {
    this.exceeded = { expected };
    this.header = this.header.kept();
    this.segments = [this.header];
  }
}
