import { setTimeout as wait } from 'node:timers/promises';
import { shown, Unmet } from './check.ts';
import { Refused } from './platform.ts';

const deadlineMs = 60_000;
const firstLookAfterMs = 40;
const slowestLookMs = 500;

const isTooEarly = (error: unknown, retry: readonly string[]): boolean =>
  error instanceof Unmet || (error instanceof Refused && (error.status === 404 || retry.includes(error.code)));

/**
 * Looks again and again until nothing is missing: what one party sends becomes true for the others a moment later.
 * @param look throws {@link Unmet} while something is missing; a 404 counts as missing too
 * @param retry refusals that only mean "not yet"
 * @throws Unmet at the deadline: what was expected, and what stands there now
 */
export const eventually = async <T>(
  what: string,
  look: () => Promise<T>,
  retry: readonly string[] = [],
): Promise<T> => {
  const since = performance.now();
  for (let pause = firstLookAfterMs; ; pause = Math.min(pause * 2, slowestLookMs)) {
    try {
      return await look();
    } catch (error) {
      if (!isTooEarly(error, retry)) throw error;
      if (performance.now() - since > deadlineMs) throw atDeadline(what, error);
    }
    await wait(pause);
  }
};

const atDeadline = (what: string, error: unknown): Unmet => {
  const within = `${what}, within ${deadlineMs / 1000} s`;
  if (error instanceof Unmet) return new Unmet(`${within}: ${error.what}`, error.expected, error.found);
  return new Unmet(within, 'an answer', error instanceof Error ? error.message : shown(error));
};
