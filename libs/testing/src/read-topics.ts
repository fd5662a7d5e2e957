import { type Admin, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { allTopics } from './topics.ts';

const placeOf = (topic: string, partition: number): string => `${topic} ${partition}`;

/** The offset at which each partition that holds anything ends now. */
const endsOf = async (admin: Admin, topics: readonly string[]): Promise<Map<string, number>> => {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (Number(high) > Number(low)) ends.set(placeOf(topic, partition), Number(high));
    }
  }
  return ends;
};

/** Everything that the platform has published up to now, under any topic prefix. */
export const readTopics = async (brokers: readonly string[], read: (message: KafkaMessage) => void): Promise<void> => {
  const kafka = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `read-topics-${crypto.randomUUID()}` });
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const topics = (await admin.listTopics()).filter((topic) => allTopics.some((name) => topic.endsWith(name)));
    const ends = await endsOf(admin, topics);
    if (ends.size === 0) return;
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const eachMessage = async ({
        topic,
        partition,
        message,
      }: {
        topic: string;
        partition: number;
        message: KafkaMessage;
      }) => {
        read(message);
        const place = placeOf(topic, partition);
        if (Number(message.offset) + 1 >= (ends.get(place) ?? Number.POSITIVE_INFINITY)) ends.delete(place);
        if (ends.size === 0) resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await Promise.all([consumer.disconnect(), admin.disconnect()]);
  }
};
