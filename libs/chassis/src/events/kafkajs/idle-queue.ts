import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const { prototype } = RequestQueue;
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 looks for waiting requests on each connection every millisecond, for as long as it is open, also when
 * none waits: the delay that it asks for is negative, and a timer that ended asks for the next. An idle process spends
 * 3 % of a core on that. From now on it looks only while something waits, or until a pause that the broker asked for
 * has passed; what comes later is sent at once, or looks again itself.
 */
export const keepIdleQueuesIdle = (): void => {
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
};
