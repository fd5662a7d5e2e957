import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 250;

/**
 * Looks again and again until there is nothing to say against it.
 * @param look what is still missing, or undefined
 * @returns undefined, or what was still missing at the deadline
 */
export const until = async (
  look: () => Promise<string | undefined>,
  deadlineSeconds: number,
): Promise<string | undefined> => {
  const deadline = performance.now() + deadlineSeconds * 1000;
  for (;;) {
    const missing = await look();
    if (missing === undefined || performance.now() > deadline) return missing;
    await pause(lookEveryMs);
  }
};
