import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 250;

/**
 * Looks again and again until there is nothing to say against it. Work on a large backlog may take long, but must go on.
 * @param look what is still missing, or undefined
 * @param stalledSeconds so long the same may be missing
 * @returns undefined, or what was still missing when nothing moved any more
 */
export const until = async (
  look: () => Promise<string | undefined>,
  stalledSeconds: number,
): Promise<string | undefined> => {
  let before: string | undefined;
  let since = performance.now();
  for (;;) {
    const missing = await look();
    if (missing !== before) since = performance.now();
    before = missing;
    if (missing === undefined || performance.now() - since > stalledSeconds * 1000) return missing;
    await pause(lookEveryMs);
  }
};
