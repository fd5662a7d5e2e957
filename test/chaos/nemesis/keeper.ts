import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@tradeloom/stack';

const lookEveryMs = 250;
/** an orchestrator takes a moment too */
const afterEndMs = 1_000;

/** Starts again what has ended, as an orchestrator does, unless a fault wants it away for a while. */
export class Keeper {
  readonly #stack: Stack;
  readonly #say: (line: string) => void;
  readonly #names: readonly string[];
  readonly #away = new Set<string>();
  readonly #starting = new Map<string, Promise<void>>();
  #watching: Promise<void> = Promise.resolve();
  #stopped = false;
  /** starts that were needed, with those that failed and were tried again */
  starts = 0;

  constructor(stack: Stack, say: (line: string) => void) {
    this.#stack = stack;
    this.#say = say;
    this.#names = Object.keys(stack.pids());
  }

  watch(): void {
    this.#watching = this.#keepLooking();
  }

  /** It stays away until `mayReturn`. */
  keepAway(name: string): void {
    this.#away.add(name);
  }

  mayReturn(name: string): void {
    this.#away.delete(name);
  }

  /** Resolves when everything runs that should, and has said that it is ready. */
  async allBack(deadlineSeconds: number): Promise<boolean> {
    const deadline = performance.now() + deadlineSeconds * 1000;
    while (this.#missing().length > 0 || this.#starting.size > 0) {
      if (performance.now() > deadline) return false;
      await pause(lookEveryMs);
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#watching;
    await Promise.all(this.#starting.values());
  }

  #missing(): string[] {
    const running = this.#stack.pids();
    return this.#names.filter((name) => running[name] === undefined);
  }

  async #keepLooking(): Promise<void> {
    while (!this.#stopped) {
      for (const name of this.#missing())
        if (!this.#away.has(name) && !this.#starting.has(name)) this.#starting.set(name, this.#start(name));
      await pause(lookEveryMs);
    }
  }

  async #start(name: string): Promise<void> {
    try {
      await pause(afterEndMs);
      if (this.#stopped || this.#away.has(name)) return;
      this.starts += 1;
      await this.#stack.startAgain(name);
    } catch (error) {
      this.#say(
        `${name} did not come up and is started again: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      this.#starting.delete(name);
    }
  }
}
