import { setTimeout as pause } from 'node:timers/promises';

const betweenLooksMs = 20;
const usualSeconds = 25;

/**
 * Asks until it holds: for what tells nobody when it changes.
 * @throws Error at the deadline, naming what was waited for
 */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  seconds = usualSeconds,
): Promise<void> => {
  for (const deadline = performance.now() + seconds * 1_000; !(await holds()); await pause(betweenLooksMs)) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
  }
};
