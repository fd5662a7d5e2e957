/** A text that a person reads, in both languages of the product. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Facts = Readonly<Record<string, string | number | boolean>>;

/**
 * A business "no". Thrown by rules, never by infrastructure. Every door knows how to say it:
 * problem+json over HTTP, a refused line in an EDI acknowledgement, a quarantined message on Kafka.
 */
export class DomainError extends Error {
  /** @param code stable, dotted, lower case (`orders.change.same-side`): partners match on it */
  constructor(
    readonly code: string,
    readonly text: Text,
    readonly facts: Facts = {},
    /** What was asked for does not exist, or not for this caller: answered as 404. */
    readonly kind: 'refused' | 'not-found' | 'forbidden' | 'conflict' = 'refused',
  ) {
    super(`${code}: ${text.en}`);
    this.name = 'DomainError';
  }
}

/** Reads as a sentence: `must(a !== b, 'orders.change.same-side', { en: 'The other side must approve', zh: '须由对方批准' })`. */
export function must(holds: boolean, code: string, text: Text, facts?: Facts): asserts holds {
  if (!holds) throw new DomainError(code, text, facts);
}

/** A foreign id answers like a missing one. */
export const notFound = (noun: string, id: string): DomainError =>
  new DomainError(`${noun}.not-found`, { en: `No ${noun} ${id}`, zh: `未找到 ${noun} ${id}` }, { id }, 'not-found');
