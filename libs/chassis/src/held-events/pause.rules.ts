/** How often an event may fail before it is held for a person. */
export const triesAllowed = 3;

interface Pauses {
  readonly firstMs: number;
  readonly ceilingMs: number;
}

/** Between tries of an event that fails: its partition waits meanwhile. */
export const betweenTries: Pauses = { firstMs: 50, ceilingMs: 500 };
/** For what is not known here yet: nobody else waits meanwhile. */
export const untilKnown: Pauses = { firstMs: 50, ceilingMs: 10_000 };

const mostDoublings = 20;

/**
 * Doubles with every try up to the ceiling; half of it is chance, so that those that failed together come apart.
 * @param tried from 1 @param chance from 0 to 1
 */
export const pauseMs = ({ firstMs, ceilingMs }: Pauses, tried: number, chance: number): number => {
  const longest = Math.min(ceilingMs, firstMs * 2 ** Math.min(tried - 1, mostDoublings));
  return Math.round(longest / 2 + (longest / 2) * chance);
};
