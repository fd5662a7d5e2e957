import { Kafka, type Producer } from 'kafkajs';
import { log } from '../../log.ts';
import type { Receiver } from '../bus.ts';
import { Bus, type Envelope } from '../bus.ts';
import { toHeaders, topicFor } from '../headers.ts';
import type { KafkaOptions } from '../kafka-options.ts';
import { Membership } from '../membership.ts';
import { GroupSession } from './group-session.ts';
import { keepIdleQueuesIdle } from './idle-queue.ts';
import { quietLog } from './quiet-log.ts';

/** A few quick tries, for what heals in a moment; for the rest whoever publishes tries again. */
const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 };

keepIdleQueuesIdle();

/** kafkajs behind the bus port. */
export class KafkajsBus extends Bus {
  private readonly kafka: Kafka;
  private producer: Promise<Producer> | undefined;
  private membership: Membership | undefined;
  private complaint: string | undefined;

  constructor(private readonly options: KafkaOptions) {
    super();
    this.kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      logCreator: quietLog((complaint) => {
        this.complaint = complaint;
      }),
      retry,
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

  async subscribe(topics: readonly string[], receiver: Receiver): Promise<void> {
    const { groupId, topicPrefix } = this.options;
    const prefixed = topics.map((topic) => `${topicPrefix}${topic}`);
    this.membership = new Membership(
      () => new GroupSession(this.kafka, groupId, prefixed, receiver, () => this.complaint),
    );
    await this.membership.join();
  }

  async unsubscribe(): Promise<void> {
    await this.membership?.leave();
  }

  async stop(): Promise<void> {
    await this.unsubscribe();
    await this.dropProducer();
  }

  problems(): string[] {
    return this.membership?.problems() ?? [];
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
}
