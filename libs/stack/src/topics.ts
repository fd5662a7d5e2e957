import { Kafka, logLevel } from 'kafkajs';
import { makeTopics } from './make-topics.ts';
import { PLATFORM } from './services.ts';

/** Two members of one group share the work of a topic, a third finds its place. */
const PARTITIONS = 3;

/** @param prefix KAFKA_TOPIC_PREFIX: stacks that share one Kafka keep apart by it */
export const topicNames = (prefix = ''): string[] => PLATFORM.map(({ schema }) => `${prefix}tradeloom.${schema}.v1`);

/** Creates the topics that are missing; brokers do not create any by themselves. */
export async function createTopics(brokers: string, prefix = ''): Promise<void> {
  const admin = new Kafka({
    clientId: 'tradeloom-stack',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topicNames(prefix).filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    // -1: the broker's own default for replication
    const topics = missing.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 }));
    await makeTopics(admin, topics);
  } finally {
    await admin.disconnect();
  }
}
