import { once } from 'node:events';
import { type Consumer, Kafka, logLevel } from 'kafkajs';

/** One message as it lies in its topic. */
export interface Lying {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** id of the event */
  readonly id: string;
  /** `order/<id>`: the aggregate, and the version that the event brought it to */
  readonly subject: string;
  readonly version: number;
}

const clientOf = (brokers: readonly string[]): Kafka =>
  new Kafka({ clientId: 'tradeloom-look', brokers: [...brokers], logLevel: logLevel.NOTHING });

const byAdmin = async <T>(
  brokers: readonly string[],
  ask: (admin: ReturnType<Kafka['admin']>) => Promise<T>,
): Promise<T> => {
  const admin = clientOf(brokers).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
};

/** Everything that lies in the topics, from their beginning to the end they had when this was asked. */
export const topicContents = async (brokers: readonly string[], topics: readonly string[]): Promise<Lying[]> => {
  const ends = new Map<string, number>();
  await byAdmin(brokers, async (admin) => {
    for (const topic of topics)
      for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
        if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
  });
  if (ends.size === 0) return [];
  const consumer = clientOf(brokers).consumer({ groupId: `look-${process.pid}-${Date.now()}` });
  try {
    return await readToTheEnds(consumer, topics, ends);
  } finally {
    await consumer.disconnect();
  }
};

const readToTheEnds = async (
  consumer: Consumer,
  topics: readonly string[],
  ends: Map<string, number>,
): Promise<Lying[]> => {
  const found: Lying[] = [];
  const done = new EventTarget();
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  const finished = once(done, 'done');
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch, resolveOffset }) => {
      const place = `${batch.topic}/${batch.partition}`;
      for (const { headers, key, offset } of batch.messages) {
        const header = (name: string): string => String(headers?.[name] ?? '');
        found.push({
          topic: batch.topic,
          partition: batch.partition,
          offset: Number(offset),
          key: key?.toString() ?? '',
          id: header('ce_id'),
          subject: header('ce_subject'),
          version: Number(header('tradeloom_version')),
        });
        resolveOffset(offset);
      }
      if (Number(batch.lastOffset()) + 1 >= (ends.get(place) ?? 0)) ends.delete(place);
      if (ends.size === 0) done.dispatchEvent(new Event('done'));
    },
  });
  await finished;
  return found;
};

/** How many messages of the topics a consumer group has still to read, of those topics that it reads at all. */
export const consumerLag = (
  brokers: readonly string[],
  groupIds: readonly string[],
  topics: readonly string[],
): Promise<number> =>
  byAdmin(brokers, async (admin) => {
    const ends = new Map<string, number>();
    for (const topic of topics)
      for (const { partition, high } of await admin.fetchTopicOffsets(topic))
        ends.set(`${topic}/${partition}`, Number(high));
    let lag = 0;
    for (const groupId of groupIds)
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
        // -1: nothing was ever read of this partition, as long as another one of the topic was
        if (!topics.includes(topic) || partitions.every(({ offset }) => offset === '-1')) continue;
        for (const { partition, offset } of partitions)
          lag += (ends.get(`${topic}/${partition}`) ?? 0) - Math.max(0, Number(offset));
      }
    return lag;
  });
