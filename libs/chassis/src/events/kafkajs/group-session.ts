import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import { log } from '../../log.ts';
import type { Receiver } from '../bus.ts';
import { companiesOf, type RawRecord, takenOf } from '../companies.ts';
import type { RawHeader } from '../headers.ts';
import type { Session } from '../membership.ts';
import { clockWatch } from './clock-set-back.ts';
import { HeldPartitions } from './held-partitions.ts';

/** Heartbeats are sent between events, so a handler may take as long as this before its partitions go to others. */
const sessionTimeoutMs = 30_000;
const rebalanceTimeoutMs = 10_000;
/** How soon a member hears that the group is formed anew, and so how long another one waits to join. */
const heartbeatMs = 500;
/** A record that comes is answered at once; without any, this is how often each member asks, and what it takes to stop. */
const fetchWaitMs = 250;
const retryCeilingMs = 5_000;
/** Brokers answer a fetch after `fetchWaitMs` at the latest. */
const answerWithinMs = 3_000;

/** A stay in the consumer group with kafkajs. */
export class GroupSession implements Session {
  private readonly consumer: Consumer;
  private readonly held = new HeldPartitions();
  private readonly end = Promise.withResolvers<void>();
  private stopping = false;
  private waitingSince: number | undefined;

  constructor(
    kafka: Kafka,
    groupId: string,
    private readonly topics: readonly string[],
    private readonly receiver: Receiver,
    private readonly lastComplaint: () => string | undefined,
  ) {
    this.consumer = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: fetchWaitMs,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      heartbeatInterval: heartbeatMs,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: retryCeilingMs,
        retries: Number.MAX_SAFE_INTEGER,
        restartOnFailure: async () => false,
      },
    });
    this.end.promise.catch((error: unknown) => log.debug({ err: error }, 'group session failed'));
  }

  async run(joined: () => void): Promise<void> {
    const { CRASH, FETCH, FETCH_START, GROUP_JOIN, REBALANCING } = this.consumer.events;
    this.consumer.on(CRASH, ({ payload }) => this.end.reject(payload.error));
    this.consumer.on(FETCH_START, () => this.waits());
    this.consumer.on(FETCH, () => this.answered());
    this.consumer.on(REBALANCING, () => this.waits());
    this.consumer.on(GROUP_JOIN, () => {
      this.answered();
      this.held.releaseAll();
      joined();
    });
    // The client asks the wall clock when it last said that it is alive: after a step back it would say so again only when
    // the clock has come to where it was, and be out of the group till then.
    const setBackBy = clockWatch();
    const watch = setInterval(() => {
      const ms = setBackBy();
      if (ms > 0) this.end.reject(new Error(`the clock was set back by ${Math.round(ms)} ms`));
    }, heartbeatMs);
    try {
      await Promise.race([this.start(), this.end.promise]);
      await this.end.promise;
    } finally {
      clearInterval(watch);
      this.stopping = true;
      this.held.releaseAll();
      await this.consumer.disconnect();
    }
  }

  stop(): void {
    this.end.resolve();
  }

  problems(): string[] {
    const silent = this.waitingSince !== undefined && performance.now() - this.waitingSince > answerWithinMs;
    return silent ? [`kafka: ${this.lastComplaint() ?? 'the broker does not answer'}`] : [];
  }

  private waits(): void {
    this.waitingSince ??= performance.now();
  }

  private answered(): void {
    this.waitingSince = undefined;
  }

  private async start(): Promise<void> {
    this.waits();
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
    // A coordinator that is still loading, as after a broker's start, refuses members, and the client crashes over it.
    // This question it repeats until it is answered.
    await this.consumer.describeGroup();
    if (this.stopping) return;
    await this.consumer.run({
      autoCommit: true,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 8,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  /**
   * The offset never moves past a record that was neither delivered nor kept: it comes again, later and later. Its
   * partition is paused meanwhile, for the client fetches nothing from a broker while one batch of it is still being
   * worked on, and what this event waits for may be in another partition.
   */
  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, pause, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const { topic, partition, messages } = batch;
    const place = `${topic}/${partition}`;
    const records = messages.map((message) => recordOf(topic, partition, message));
    for (const company of companiesOf(records, this.receiver)) {
      if (this.stopping || !isRunning() || isStale()) return;
      const taken = await takenOf(company, this.receiver);
      const last = company[taken - 1];
      if (last) {
        this.held.passed(place);
        resolveOffset(last.raw.offset);
      }
      if (taken < company.length) return this.held.hold(place, pause());
      await commitOffsetsIfNecessary();
      await heartbeat();
    }
  }
}

const recordOf = (topic: string, partition: number, { headers = {}, key, value, offset }: KafkaMessage): RawRecord => ({
  topic,
  partition,
  offset,
  key,
  headers: headersOf(headers),
  value,
});

/** kafkajs gathers headers of the same name. */
const headersOf = (headers: IHeaders): RawHeader[] =>
  Object.entries(headers).flatMap(([name, contents]) =>
    [contents]
      .flat()
      .map((content): RawHeader => [name, typeof content === 'string' ? Buffer.from(content) : (content ?? null)]),
  );
