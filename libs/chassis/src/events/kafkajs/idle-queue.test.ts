import { setImmediate as nextTurn } from 'node:timers/promises';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { keepIdleQueuesIdle } from './idle-queue.ts';

keepIdleQueuesIdle();

const options = {
  maxInFlightRequests: 1,
  requestTimeout: 1_000,
  clientId: 'idle',
  broker: 'none:9092',
  logger: { debug: () => undefined },
};
const request = (correlationId: number, sent: number[]) => ({
  entry: { correlationId },
  expectResponse: true,
  sendRequest: () => void sent.push(correlationId),
});

describe("the client's queue of requests", () => {
  it('sets no timer while nothing waits', () => {
    const queue = new RequestQueue(options);
    queue.checkPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks again while a request waits for the one before it', () => {
    const queue = new RequestQueue(options);
    const sent: number[] = [];
    for (const id of [1, 2]) queue.push(request(id, sent));
    expect(sent).toEqual([1]);
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    clearTimeout(queue.throttleCheckTimeoutId ?? undefined);
  });

  it('sends what waited when the pause has passed that the broker asked for, and then looks no more', async () => {
    const queue = new RequestQueue(options);
    const sent: number[] = [];
    queue.throttledUntil = Date.now() + 20;
    queue.push(request(1, sent));
    expect(sent).toEqual([]);
    while (sent.length === 0) await nextTurn();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});
