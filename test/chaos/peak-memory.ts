import type { Stack } from '@tradeloom/stack';

const lookEveryMs = 5_000;
const mebibyte = 1024 * 1024;

/** Looks now and then how much memory each process has, and remembers the most. */
export class PeakMemory {
  readonly #stack: Stack;
  readonly #peaks: Record<string, number> = {};
  readonly #looking: NodeJS.Timeout;

  constructor(stack: Stack) {
    this.#stack = stack;
    this.#looking = setInterval(() => this.#look(), lookEveryMs);
  }

  get peakMiB(): Readonly<Record<string, number>> {
    return this.#peaks;
  }

  stop(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    for (const [name, bytes] of Object.entries(this.#stack.memory()?.parts ?? {}))
      this.#peaks[name] = Math.max(this.#peaks[name] ?? 0, Math.round(bytes / mebibyte));
  }
}
