import { limits } from './limits.ts';

/**
 * Requests of one channel, one after the other, as the protocol asks for those on one file. While too many wait, nothing
 * more is read from the network.
 */
export class RequestQueue {
  private waiting = 0;
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly network: { pause(): void; resume(): void }) {}

  /** @param work answers its own failures */
  add(work: () => Promise<void>): void {
    this.waiting += 1;
    if (this.waiting === limits.waitingRequests) this.network.pause();
    this.tail = this.tail.then(work).finally(() => {
      this.waiting -= 1;
      if (this.waiting === limits.waitingRequests / 2) this.network.resume();
    });
  }
}
