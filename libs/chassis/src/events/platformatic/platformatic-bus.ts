import { compatibilityPartitioner, ProduceAcks, Producer, stringSerializer } from '@platformatic/kafka';
import type { Receiver } from '../bus.ts';
import { Bus, type Envelope } from '../bus.ts';
import { toHeaders, topicFor } from '../headers.ts';
import type { KafkaOptions } from '../kafka-options.ts';
import { Membership } from '../membership.ts';
import { GroupSession } from './group-session.ts';

type StringProducer = Producer<string, Buffer, string, string>;

const retryAfterMs = 250;
/** Twice what the brokers take at most to bring a batch to all replicas. */
const answerWithinMs = 10_000;
/** Below two, the client would make them endless for an idempotent producer: whoever publishes would never be told. */
const retries = 2;

/** @platformatic/kafka behind the bus port. */
export class PlatformaticBus extends Bus {
  private producer: StringProducer | undefined;
  private membership: Membership | undefined;

  constructor(private readonly options: KafkaOptions) {
    super();
  }

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    this.producer ??= this.newProducer();
    await this.producer.send({
      acks: ProduceAcks.ALL,
      messages: envelopes.map((e) => ({
        topic: topicFor(this.options.topicPrefix, e.type),
        key: e.key,
        value: Buffer.from(e.body.buffer, e.body.byteOffset, e.body.byteLength),
        headers: toHeaders(e),
      })),
    });
  }

  async subscribe(topics: readonly string[], receiver: Receiver): Promise<void> {
    const prefixed = topics.map((topic) => `${this.options.topicPrefix}${topic}`);
    this.membership = new Membership(() => new GroupSession(this.options, prefixed, receiver));
    await this.membership.join();
  }

  async unsubscribe(): Promise<void> {
    await this.membership?.leave();
  }

  async stop(): Promise<void> {
    await this.unsubscribe();
    await this.producer?.close(true);
    this.producer = undefined;
  }

  problems(): string[] {
    return this.membership?.problems() ?? [];
  }

  private newProducer(): StringProducer {
    return new Producer({
      clientId: this.options.clientId,
      bootstrapBrokers: [...this.options.brokers],
      idempotent: true,
      // A second request on its way would overtake the first one when that has to be sent again.
      maxInflights: 1,
      retries,
      retryDelay: retryAfterMs,
      requestTimeout: answerWithinMs,
      // The default one draws other partitions than kafkajs and the Java client do for half of all keys.
      partitioner: compatibilityPartitioner,
      serializers: {
        key: stringSerializer,
        value: (body) => body,
        headerKey: stringSerializer,
        headerValue: stringSerializer,
      },
    });
  }
}
