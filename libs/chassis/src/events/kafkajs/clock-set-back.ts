/** Clocks are slewed by less than this between two looks; what is more was a step. */
const stepMs = 1_000;

/** @returns a look at the clock: by how many milliseconds it was set back since the last one, 0 when it was not */
export const clockWatch = (): (() => number) => {
  let aheadMs = Date.now() - performance.now();
  return () => {
    const beforeMs = aheadMs;
    aheadMs = Date.now() - performance.now();
    const backMs = beforeMs - aheadMs;
    return backMs > stepMs ? backMs : 0;
  };
};
