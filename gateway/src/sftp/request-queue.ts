import { limits } from './limits.ts';

/** How much waits to be worked off on one connection. When it is too much, nothing more is read from the network. */
export class Pressure {
  private requests = 0;
  private bytes = 0;
  private isHigh = false;

  constructor(private readonly network: { pause(): void; resume(): void }) {}

  up(bytes: number): void {
    this.requests += 1;
    this.bytes += bytes;
    if (this.isHigh || (this.requests < limits.waitingRequests && this.bytes < limits.waitingBytes)) return;
    this.isHigh = true;
    this.network.pause();
  }

  down(bytes: number): void {
    this.requests -= 1;
    this.bytes -= bytes;
    if (!this.isHigh || this.requests > limits.waitingRequests / 2 || this.bytes > limits.waitingBytes / 2) return;
    this.isHigh = false;
    this.network.resume();
  }
}

/** Requests of one channel, one after the other, as the protocol asks for those on one file. */
export class RequestQueue {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly pressure: Pressure) {}

  /** @param work answers its own failures @param bytes that it holds while it waits */
  add(bytes: number, work: () => Promise<void>): void {
    this.pressure.up(bytes);
    this.tail = this.tail.then(work).finally(() => this.pressure.down(bytes));
  }
}
