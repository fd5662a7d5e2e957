import { Kafka, logLevel } from 'kafkajs';
import { makeTopics } from '../src/make-topics.ts';

const topics = Array.from({ length: 30 }, (_, n) => ({
  topic: `made.${process.pid}.${n}`,
  numPartitions: 3,
  replicationFactor: 1,
}));

it('topics have leaders as soon as they are said to be made', async () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const admin = new Kafka({ clientId: 'made', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await makeTopics(admin, topics);
    const made = await admin.fetchTopicMetadata({ topics: topics.map(({ topic }) => topic) });
    expect(made.topics.flatMap(({ partitions }) => partitions.filter(({ leader }) => leader < 0))).toEqual([]);
    expect(made.topics).toHaveLength(topics.length);
    await expect(makeTopics(admin, [{ topic: 'not a name' }])).rejects.toThrow('Topic creation errors');
  } finally {
    await admin.deleteTopics({ topics: topics.map(({ topic }) => topic) });
    await admin.disconnect();
  }
});
