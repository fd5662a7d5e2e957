import { log, type RelayBell } from '@tradeloom/chassis';

interface Looking {
  /** Whoever rings it has the next look taken at once. */
  readonly bell: RelayBell;
  /** Milliseconds from one look to the next where nobody rings. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** What is said of a look that fails: the next one comes all the same. */
  readonly trouble: string;
}

/** Looks for what waits, at once and again and again. Resolves when it is to stop and the last look is over. */
export const keepLooking = async (
  look: () => Promise<void>,
  { bell, everyMs, signal, trouble }: Looking,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await look();
    } catch (error) {
      log.error({ err: error }, trouble);
    }
    await bell.wait(everyMs, signal);
  }
};
