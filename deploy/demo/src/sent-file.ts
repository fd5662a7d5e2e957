import type { Interchange } from './platform.ts';

/** A file that a partner sent, and what became of it. */
export interface SentFile {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fate: Interchange;
}
