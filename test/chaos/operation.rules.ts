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
  /** SHA-256 of the file that is brought, hex */
  readonly file?: string;
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
  /** SHA-256 of the file that was brought, hex; null where what was brought is none */
  readonly file: string | null;
}

export const operationsOf = (entries: readonly Entry[]): Operation[] =>
  [...Map.groupBy(entries, ({ door, key }) => `${door} ${key}`).values()].map((own) => ({
    door: own[0]?.door ?? '',
    key: own[0]?.key ?? '',
    begunAt: own[0]?.at ?? 0,
    attempts: own.filter(({ event }) => event === 'invoke').length,
    acknowledged: own.some(({ event }) => event === 'ok'),
    file: own[0]?.file ?? null,
  }));
