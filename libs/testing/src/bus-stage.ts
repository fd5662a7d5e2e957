import { type Bus, type Envelope, type KafkaClient, newId, openBus } from '@tradeloom/chassis';
import { makeTopics } from '@tradeloom/stack/topics';
import { type Admin, Kafka, logLevel, type Message } from 'kafkajs';

/** Event types of the suite; everything before the last dot is their topic. */
const type = 'conformance.Happened';
export const topic = 'conformance';

/** One topic of its own on the real broker, and the members of one consumer group around it. */
export class BusStage {
  readonly prefix = `c${newId().slice(-12)}.`;
  readonly topic = `${this.prefix}${topic}`;
  readonly groupId = `${this.prefix}group`;
  private readonly buses: Bus[] = [];
  private made = 0;

  private constructor(
    private readonly brokers: readonly string[],
    private readonly kafka: Kafka,
    readonly admin: Admin,
  ) {}

  static async open(partitions: number, configEntries: { name: string; value: string }[] = []): Promise<BusStage> {
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',').filter(Boolean);
    if (brokers.length === 0) throw new Error('KAFKA_BROKERS is not set: run through npm test');
    const kafka = new Kafka({ clientId: 'conformance', brokers, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const stage = new BusStage(brokers, kafka, admin);
    await makeTopics(admin, [{ topic: stage.topic, numPartitions: partitions, replicationFactor: 1, configEntries }]);
    return stage;
  }

  async bus(client: KafkaClient): Promise<Bus> {
    const bus = await openBus(client, {
      clientId: 'conformance',
      groupId: this.groupId,
      brokers: this.brokers,
      topicPrefix: this.prefix,
    });
    this.buses.push(bus);
    return bus;
  }

  envelope(key: string, body: Uint8Array = new Uint8Array()): Envelope {
    this.made += 1;
    return {
      id: newId(),
      type,
      key,
      aggregate: 'thing',
      aggregateId: key,
      version: this.made,
      orderId: null,
      parties: ['eastbridge'],
      actor: '{}',
      businessDate: '2026-12-07',
      source: '/tradeloom/conformance',
      occurredAt: new Date(1_780_000_000_000 + this.made),
      traceparent: null,
      body,
    };
  }

  /** As many events for each of these keys, in turn. */
  series(keys: readonly string[], each: number): Envelope[] {
    return Array.from({ length: each }, () => keys.map((key) => this.envelope(key))).flat();
  }

  /** A record that no bus would send. */
  async plant(record: Message): Promise<void> {
    const stranger = this.kafka.producer();
    await stranger.connect();
    await stranger.send({ topic: this.topic, messages: [record] });
    await stranger.disconnect();
  }

  /** Messages in the topic that all replicas in sync hold. */
  async published(): Promise<number> {
    const ends = await this.admin.fetchTopicOffsets(this.topic);
    return ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  }

  /** What the group has committed, over all partitions. */
  async committed(): Promise<number> {
    const [entry] = await this.admin.fetchOffsets({ groupId: this.groupId, topics: [this.topic] });
    return (entry?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  }

  async close(): Promise<void> {
    await Promise.all(this.buses.map((bus) => bus.stop()));
    await this.admin.deleteTopics({ topics: [this.topic] });
    await this.admin.disconnect();
  }
}
