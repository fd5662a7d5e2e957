import {
  type Consumer,
  type EachBatchPayload,
  Kafka,
  type KafkaMessage,
  type logCreator,
  logLevel,
  type Producer,
} from 'kafkajs';
import { log } from '../log.ts';
import { Bus, type Envelope } from './bus.ts';
import { fromHeaders, toHeaders, topicFor } from './headers.ts';

interface KafkaOptions {
  readonly clientId: string;
  readonly groupId: string;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
}

/** The client reports answers that it will retry as errors: they are none until it gives up. */
const retriable =
  /retriable|coordinator|rebalanc|not the leader|does not host|Connection error|Connection timeout|Closed connection/i;

const quietLog: logCreator =
  () =>
  ({ level, log: { message, error } }) => {
    const text = error ? `${message}: ${String(error)}` : message;
    if (level > logLevel.ERROR || retriable.test(text)) log.debug({ client: 'kafkajs' }, text);
    else log.error({ client: 'kafkajs' }, text);
  };

const backoffCeilingMs = 5_000;

const backoffMs = (attempt: number): number => Math.min(backoffCeilingMs, 100 * 2 ** Math.min(attempt, 6));

/** kafkajs behind the bus port. */
export class KafkajsBus extends Bus {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private producing: Promise<void> | undefined;
  private consumer: Consumer | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly options: KafkaOptions) {
    super();
    this.kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      logCreator: quietLog,
      retry: { initialRetryTime: 100, maxRetryTime: backoffCeilingMs, retries: 8 },
    });
    this.producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  }

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    await this.connected();
    const byTopic = Map.groupBy(envelopes, (e) => topicFor(this.options.topicPrefix, e.type));
    await this.producer.sendBatch({
      acks: -1,
      topicMessages: [...byTopic].map(([topic, events]) => ({
        topic,
        messages: events.map((e) => ({ key: e.key, value: Buffer.from(e.body), headers: toHeaders(e) })),
      })),
    });
  }

  async subscribe(topics: readonly string[], deliver: (envelope: Envelope) => Promise<void>): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.options.groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 100,
      sessionTimeout: 30_000,
      rebalanceTimeout: 10_000,
      retry: { initialRetryTime: 100, maxRetryTime: backoffCeilingMs, retries: Number.MAX_SAFE_INTEGER },
    });
    this.consumer = consumer;
    await consumer.connect();
    await consumer.subscribe({ topics: topics.map((t) => `${this.options.topicPrefix}${t}`), fromBeginning: true });
    const joined = new Promise<void>((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, () => resolve());
    });
    await consumer.run({
      autoCommit: true,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 8,
      eachBatch: (payload) => this.eachBatch(payload, deliver),
    });
    await joined;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.consumer?.disconnect();
    if (this.producing) {
      await this.producing;
      await this.producer.disconnect();
    }
  }

  private connected(): Promise<void> {
    this.producing ??= this.producer.connect();
    return this.producing;
  }

  private async eachBatch(payload: EachBatchPayload, deliver: (envelope: Envelope) => Promise<void>): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const gone = (): boolean => !isRunning() || isStale() || this.stopping.signal.aborted;
    for (const message of batch.messages) {
      if (gone()) return;
      if (!(await this.untilDelivered(message, deliver, heartbeat, gone))) return;
      resolveOffset(message.offset);
      await commitOffsetsIfNecessary();
      await heartbeat();
    }
  }

  /** The offset never moves past an event that was not handled: it comes again, later and later. */
  private async untilDelivered(
    { headers = {}, key, value, offset }: KafkaMessage,
    deliver: (envelope: Envelope) => Promise<void>,
    heartbeat: () => Promise<void>,
    gone: () => boolean,
  ): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await deliver(fromHeaders(headers, key?.toString() ?? '', value ?? Buffer.alloc(0)));
        return true;
      } catch (error) {
        log.debug({ err: error, offset, attempt }, 'event comes again');
      }
      if (await this.pausedOrGone(backoffMs(attempt), gone)) return false;
      await heartbeat();
    }
  }

  private pausedOrGone(ms: number, gone: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.stopping.signal.removeEventListener('abort', done);
        resolve(gone());
      };
      const timer = setTimeout(done, ms);
      this.stopping.signal.addEventListener('abort', done);
    });
  }
}
