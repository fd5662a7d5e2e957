import { setTimeout as wait } from 'node:timers/promises';
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
import { HeldPartitions } from './held-partitions.ts';

interface KafkaOptions {
  readonly clientId: string;
  readonly groupId: string;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
}

type Deliver = (envelope: Envelope) => Promise<void>;

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

const retryCeilingMs = 5_000;
const restartAfterMs = 1_000;
const brokerMayTakeMs = 10_000;

/** kafkajs behind the bus port. */
export class KafkajsBus extends Bus {
  private readonly kafka: Kafka;
  private producer: Promise<Producer> | undefined;
  private consumer: Consumer | undefined;
  private restarting: NodeJS.Timeout | undefined;
  private stopping = false;
  private listening = false;
  private crash: string | undefined;
  private readonly held = new HeldPartitions();

  constructor(private readonly options: KafkaOptions) {
    super();
    this.kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      logCreator: quietLog,
      retry: { initialRetryTime: 100, maxRetryTime: retryCeilingMs, retries: 8 },
    });
  }

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    const byTopic = Map.groupBy(envelopes, (e) => topicFor(this.options.topicPrefix, e.type));
    this.producer ??= this.connectedProducer();
    try {
      const producer = await this.producer;
      await producer.sendBatch({
        acks: -1,
        topicMessages: [...byTopic].map(([topic, events]) => ({
          topic,
          messages: events.map((e) => ({ key: e.key, value: Buffer.from(e.body), headers: toHeaders(e) })),
        })),
      });
    } catch (error) {
      await this.dropProducer();
      throw error;
    }
  }

  /**
   * Resolves when it listens, or when the broker lets it wait: a service that starts while the broker is away serves its
   * doors all the same, keeps its events in the outbox, and listens as soon as the broker is back.
   */
  async subscribe(topics: readonly string[], deliver: Deliver): Promise<void> {
    const late = wait(brokerMayTakeMs, undefined, { ref: false }).then(() => {
      if (!this.listening) this.crash ??= 'the broker has not let this service listen yet';
    });
    await Promise.race([this.join(topics, deliver), late]);
  }

  /** Never rejects: what fails is told by `problems`, and tried again. */
  private async join(topics: readonly string[], deliver: Deliver): Promise<void> {
    let gaveUp = false;
    const giveUp = (reason: string): void => {
      if (gaveUp) return;
      gaveUp = true;
      this.crash = reason;
      this.subscribeAgain(topics, deliver);
    };
    try {
      await this.listen(topics, deliver, giveUp);
    } catch (error) {
      giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  private async listen(topics: readonly string[], deliver: Deliver, giveUp: (reason: string) => void): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.options.groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 100,
      sessionTimeout: 30_000,
      rebalanceTimeout: 10_000,
      retry: { initialRetryTime: 100, maxRetryTime: retryCeilingMs, retries: Number.MAX_SAFE_INTEGER },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.crash = payload.error.message;
      if (!payload.restart) giveUp(payload.error.message);
    });
    const joined = new Promise<void>((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, () => {
        this.crash = undefined;
        this.listening = true;
        this.held.releaseAll();
        resolve();
      });
    });
    await consumer.connect();
    await consumer.subscribe({ topics: topics.map((t) => `${this.options.topicPrefix}${t}`), fromBeginning: true });
    await consumer.run({
      autoCommit: true,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 8,
      eachBatch: (payload) => this.eachBatch(payload, deliver),
    });
    await joined;
  }

  async unsubscribe(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restarting);
    this.held.releaseAll();
    await this.consumer?.disconnect();
  }

  async stop(): Promise<void> {
    await this.unsubscribe();
    await this.dropProducer();
  }

  problems(): string[] {
    return [...(this.crash ? [`kafka: ${this.crash}`] : []), ...this.held.unreadable()];
  }

  private async connectedProducer(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }

  /**
   * After a failure the broker may hold the batch under sequence numbers that the client took back. Another batch
   * under the same numbers would be refused for ever, or taken for the first one and lost: begin with a new producer.
   */
  private async dropProducer(): Promise<void> {
    const dropped = this.producer;
    this.producer = undefined;
    try {
      await (await dropped)?.disconnect();
    } catch (error) {
      log.debug({ err: error }, 'producer dropped');
    }
  }

  /** The client restarts its consumer after the failures it counts as passing, and gives up after all others. */
  private subscribeAgain(topics: readonly string[], deliver: Deliver): void {
    if (this.stopping) return;
    log.error({ reason: this.crash }, 'consumer crashed; it starts again');
    this.restarting = setTimeout(() => void this.join(topics, deliver), restartAfterMs);
  }

  private async eachBatch(payload: EachBatchPayload, deliver: Deliver): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    for (const message of batch.messages) {
      if (this.stopping || !isRunning() || isStale()) return;
      if (!(await this.delivered(payload, message, deliver))) return;
      resolveOffset(message.offset);
      await commitOffsetsIfNecessary();
      await heartbeat();
    }
  }

  /**
   * The offset never moves past an event that was not handled: it comes again, later and later. Its partition is
   * paused meanwhile, for the client fetches nothing from a broker while one batch of it is still being worked on,
   * and what this event waits for may be in another partition.
   */
  private async delivered(
    { batch: { topic, partition }, pause }: EachBatchPayload,
    { headers = {}, key, value, offset }: KafkaMessage,
    deliver: Deliver,
  ): Promise<boolean> {
    const place = `${topic}/${partition}`;
    let envelope: Envelope;
    try {
      envelope = fromHeaders(headers, key?.toString() ?? '', value ?? Buffer.alloc(0));
    } catch (error) {
      const reason = `${place} at ${offset}: ${error instanceof Error ? error.message : String(error)}`;
      if (this.held.hold(place, pause(), reason) === 1) log.error({ err: error, offset }, 'unreadable message');
      return false;
    }
    try {
      await deliver(envelope);
      this.held.passed(place);
      return true;
    } catch (error) {
      const attempt = this.held.hold(place, pause());
      log.debug({ err: error, offset, attempt }, 'event comes again');
      return false;
    }
  }
}
