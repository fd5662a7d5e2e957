import { EventEmitter, once } from 'node:events';
import { type Bus, type Envelope, openBus } from '@tradeloom/chassis';
import { allTopics } from './topics.ts';

const deadlineMs = 20_000;

/** Listens to every topic and remembers, so that a test can ask what was published. */
export class EventLog {
  readonly all: Envelope[] = [];
  private readonly arrivals = new EventEmitter();
  private readonly bus: Bus;

  constructor(brokers: readonly string[], topicPrefix: string) {
    this.bus = openBus('kafkajs', { clientId: 'test-log', groupId: `${topicPrefix}log`, brokers, topicPrefix });
  }

  listen(): Promise<void> {
    return this.bus.subscribe(allTopics, {
      deliver: async (envelope) => {
        this.all.push(envelope);
        this.arrivals.emit('event');
      },
    });
  }

  /** @throws Error at the deadline, naming what did arrive */
  async first(fits: (envelope: Envelope) => boolean, wanted: string): Promise<Envelope> {
    const deadline = AbortSignal.timeout(deadlineMs);
    for (;;) {
      const found = this.all.find(fits);
      if (found) return found;
      try {
        await once(this.arrivals, 'event', { signal: deadline });
      } catch (error) {
        throw new Error(`no ${wanted} within ${deadlineMs} ms; heard: ${this.all.map((e) => e.type).join(', ')}`, {
          cause: error,
        });
      }
    }
  }

  stop(): Promise<void> {
    return this.bus.stop();
  }
}
