const firstMs = 50;
const doublings = 7;
const ceilingMs = 5_000;

/** How long to wait before the next try. @param attempt the one that failed, from 1 */
export const backoffMs = (attempt: number): number => Math.min(ceilingMs, firstMs * 2 ** Math.min(attempt, doublings));

/** The same, drawn between half and whole: who lost the broker together does not come back to it in one moment. */
export const jitteredMs = (attempt: number): number => backoffMs(attempt) * (0.5 + Math.random() / 2);
