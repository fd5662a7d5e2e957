import { eventTypes, topicOf } from '@tradeloom/chassis';
import { Kafka, logLevel } from 'kafkajs';

export const allTopics = [...new Set(eventTypes.map((t) => topicOf(t.typeName)))];

/** Makes every topic of the platform under a prefix of its own. */
export const createTopics = async (brokers: readonly string[], prefix: string): Promise<void> => {
  const admin = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: allTopics.map((topic) => ({ topic: `${prefix}${topic}`, numPartitions: 1, replicationFactor: 1 })),
    });
  } finally {
    await admin.disconnect();
  }
};
