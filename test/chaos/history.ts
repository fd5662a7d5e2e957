import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { type Entry, type Operation, type Outcome, operationsOf } from './operation.rules.ts';

/** All clients write to one file; it is read only after the run. */
export class History {
  readonly #path: string;
  readonly #file: WriteStream;
  readonly #since = performance.now();
  #operations = 0;
  readonly #outcomes: Record<Outcome, number> = { ok: 0, refused: 0, unknown: 0 };

  constructor(path: string) {
    this.#path = path;
    this.#file = createWriteStream(path);
  }

  get operations(): number {
    return this.#operations;
  }

  /** attempts by their outcome so far */
  get outcomes(): Readonly<Record<Outcome, number>> {
    return this.#outcomes;
  }

  write(entry: Omit<Entry, 'at'>): void {
    if (entry.event === 'invoke') this.#operations += entry.attempt === 1 ? 1 : 0;
    else this.#outcomes[entry.event] += 1;
    const at = Math.round(performance.now() - this.#since);
    this.#file.write(`${JSON.stringify({ at, ...entry })}\n`);
  }

  async closed(): Promise<readonly Operation[]> {
    await new Promise<void>((done) => this.#file.end(done));
    return operationsOf(
      readFileSync(this.#path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Entry),
    );
  }
}
