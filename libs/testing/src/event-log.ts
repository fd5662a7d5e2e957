import { EventEmitter, once } from 'node:events';
import { type Bus, type Envelope, openBus } from '@tradeloom/chassis';
import { allTopics } from './topics.ts';

const deadlineMs = 20_000;

/** Listens to every topic and remembers, so that a test can ask what was published. */
export class EventLog {
  readonly all: Envelope[] = [];
  private readonly arrivals = new EventEmitter();

  private constructor(private readonly bus: Bus) {}

  static async listen(brokers: readonly string[], topicPrefix: string): Promise<EventLog> {
    const groupId = `${topicPrefix}log`;
    const log = new EventLog(await openBus('kafkajs', { clientId: 'test-log', groupId, brokers, topicPrefix }));
    await log.bus.subscribe(allTopics, {
      deliver: async (envelope) => {
        log.all.push(envelope);
        log.arrivals.emit('event');
      },
    });
    return log;
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
