import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const preload = pathToFileURL(join(import.meta.dirname, 'jumping-clock.ts')).href;

/** The wall clock of each process of the platform. */
export class Clocks {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** What the process must be started with. */
  environmentOf(role: string): NodeJS.ProcessEnv {
    this.set(role, 0);
    return { NODE_OPTIONS: `--import=${preload}`, CHAOS_CLOCK_FILE: this.#fileOf(role) };
  }

  /** @param offsetMs from the true time */
  set(role: string, offsetMs: number): void {
    const file = this.#fileOf(role);
    writeFileSync(`${file}.new`, String(offsetMs));
    renameSync(`${file}.new`, file);
  }

  #fileOf(role: string): string {
    return join(this.#folder, role);
  }
}
