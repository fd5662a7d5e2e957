import { eventTypes, topicOf } from '@tradeloom/chassis';
import { makeTopics } from '@tradeloom/stack/topics';
import { Kafka, logLevel } from 'kafkajs';

export const allTopics = [...new Set(eventTypes.map((t) => topicOf(t.typeName)))];

/** Makes every topic of the platform under a prefix of its own. */
export const createTopics = async (brokers: readonly string[], prefix: string): Promise<void> => {
  const admin = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = allTopics.map((topic) => ({ topic: `${prefix}${topic}`, numPartitions: 1, replicationFactor: 1 }));
    await makeTopics(admin, topics);
  } finally {
    await admin.disconnect();
  }
};
