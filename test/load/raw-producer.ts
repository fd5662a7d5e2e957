import { compatibilityPartitioner, ProduceAcks, Producer, stringSerializer } from '@platformatic/kafka';
import type { KafkaClient } from '@tradeloom/chassis';
import { Kafka, logLevel } from 'kafkajs';

export interface RawRecord {
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Record<string, string>;
}

/** The bare client: records in, acknowledged by all replicas out. */
export interface RawProducer {
  send(topic: string, records: readonly RawRecord[]): Promise<void>;
  close(): Promise<void>;
}

const openKafkajs = async (brokers: string): Promise<RawProducer> => {
  const kafka = new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  return {
    send: async (topic, records) => {
      await producer.send({ topic, acks: -1, messages: [...records] });
    },
    close: () => producer.disconnect(),
  };
};

const openPlatformatic = async (brokers: string): Promise<RawProducer> => {
  const producer = new Producer<string, Buffer, string, string>({
    clientId: 'bench',
    bootstrapBrokers: brokers.split(','),
    idempotent: true,
    partitioner: compatibilityPartitioner,
    serializers: {
      key: stringSerializer,
      value: (value) => value,
      headerKey: stringSerializer,
      headerValue: stringSerializer,
    },
  });
  return {
    send: async (topic, records) => {
      await producer.send({ acks: ProduceAcks.ALL, messages: records.map((record) => ({ topic, ...record })) });
    },
    close: () => producer.close(true),
  };
};

export const openRawProducer: Readonly<Record<KafkaClient, (brokers: string) => Promise<RawProducer>>> = {
  kafkajs: openKafkajs,
  platformatic: openPlatformatic,
};
