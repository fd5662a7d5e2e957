import { Bus, type Envelope, type Receiver } from '@tradeloom/chassis';

/** A bus whose acknowledged events are counted. */
export class TappedBus extends Bus {
  readonly #bus: Bus;
  #missing = 0;
  #reached = Promise.withResolvers<void>();

  constructor(bus: Bus) {
    super();
    this.#bus = bus;
  }

  /** Resolves when so many more events are acknowledged. */
  acknowledged(count: number): Promise<void> {
    this.#missing = count;
    this.#reached = Promise.withResolvers();
    return this.#reached.promise;
  }

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    await this.#bus.publish(envelopes);
    this.#missing -= envelopes.length;
    if (this.#missing <= 0) this.#reached.resolve();
  }

  subscribe(topics: readonly string[], receiver: Receiver): Promise<void> {
    return this.#bus.subscribe(topics, receiver);
  }

  unsubscribe(): Promise<void> {
    return this.#bus.unsubscribe();
  }

  stop(): Promise<void> {
    return this.#bus.stop();
  }

  problems(): string[] {
    return this.#bus.problems();
  }
}
