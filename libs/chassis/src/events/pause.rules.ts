export interface Pauses {
  /** No pause is shorter. */
  readonly firstMs: number;
  readonly ceilingMs: number;
}

/** For what was away: the broker, the database. What comes again meanwhile holds up its own partition only. */
export const untilBack: Pauses = { firstMs: 50, ceilingMs: 5_000 };
/** Between tries of an event that fails: its partition waits meanwhile. */
export const betweenTries: Pauses = { firstMs: 25, ceilingMs: 500 };
/** For what is not known here yet: nobody else waits meanwhile. */
export const untilKnown: Pauses = { firstMs: 25, ceilingMs: 10_000 };

const mostDoublings = 20;

/**
 * How long to wait before the next try: full jitter, drawn evenly from the first pause up to one that doubles with
 * every try until the ceiling, so that those that failed together do not come back together.
 * @param tried how often it failed, from 1 @param chance from 0 to 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const pauseMs = ({ firstMs, ceilingMs }: Pauses, tried: number, chance: number): number => {
  const longest = Math.min(ceilingMs, firstMs * 2 ** Math.min(tried, mostDoublings));
  return Math.round(firstMs + (longest - firstMs) * chance);
};
