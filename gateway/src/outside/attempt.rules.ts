/** One try to hand an event over. */
export interface Attempt {
  /** RFC 3339 */
  readonly at: string;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Why it was not taken; null when it was. */
  readonly reason: string | null;
  /** How long it took. */
  readonly ms: number;
}

/** An attempt, and what the receiver asks of us. */
export interface Answered extends Attempt {
  /** Seconds (`Retry-After`, RFC 9110 10.2.3); null when it says none. */
  readonly retryAfter: number | null;
}

export const isTaken = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

/** 410: the receiver wants to hear no more (Standard Webhooks, "Deliverability and Reliability"). */
export const isGone = ({ status }: Attempt): boolean => status === 410;

/**
 * Seconds before each repetition, the example schedule of Standard Webhooks: ten attempts within 75 h 35 min 5 s.
 * The last attempt is followed by none.
 */
export const repetitions = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

const secondInMs = 1_000;
const longestWishSeconds = 86_400;
/** A tenth of a pause, more or less: receivers that came back are not all called at once. */
const jitterShare = 0.1;

/**
 * Milliseconds before the next attempt; null when there is none.
 * @param made attempts so far
 * @param chance 0 to 1
 */
export const pauseMs = (made: number, retryAfter: number | null, chance: number): number | null => {
  const scheduled = repetitions[made - 1];
  if (scheduled === undefined) return null;
  const spread = scheduled * (1 + jitterShare * (2 * chance - 1));
  const wished = Math.min(retryAfter ?? 0, longestWishSeconds);
  return Math.round(Math.max(spread, wished) * secondInMs);
};

/** Failures in a row after which an endpoint is tried with one event at a time, and ever more seldom. */
export const failuresBeforeRest = 5;
const longestRestMs = 600_000;

/** How long the breaker keeps everything from an endpoint after that many failures in a row. */
export const breakerPauseMs = (failures: number): number =>
  failures < failuresBeforeRest ? 0 : Math.min(5 * secondInMs * 2 ** (failures - failuresBeforeRest), longestRestMs);
