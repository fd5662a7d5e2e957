import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';

/** What a client knows of one attempt: `unknown` is no answer, or one that does not say whether it had an effect. */
export type Outcome = 'ok' | 'refused' | 'unknown';

/** One line of the history. */
export interface Entry {
  /** milliseconds since the run began */
  readonly at: number;
  readonly door: string;
  /** the unique number that the operation bears: order, delivery note, issue slip, bank reference, report */
  readonly key: string;
  readonly attempt: number;
  readonly event: 'invoke' | Outcome;
  /** what was answered: an HTTP status and code, or why there was no answer */
  readonly said?: string;
}

/** An operation, all its attempts together. */
export interface Operation {
  readonly door: string;
  readonly key: string;
  readonly attempts: number;
  /** milliseconds since the run began */
  readonly begunAt: number;
  /** at least one attempt was answered as done */
  readonly acknowledged: boolean;
}

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

export const operationsOf = (entries: readonly Entry[]): Operation[] =>
  [...Map.groupBy(entries, ({ door, key }) => `${door} ${key}`).values()].map((own) => ({
    door: own[0]?.door ?? '',
    key: own[0]?.key ?? '',
    begunAt: own[0]?.at ?? 0,
    attempts: own.filter(({ event }) => event === 'invoke').length,
    acknowledged: own.some(({ event }) => event === 'ok'),
  }));
