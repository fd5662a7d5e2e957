import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, ITopicConfig, KafkaJSError } from 'kafkajs';

const DEADLINE_MS = 30_000;
const BETWEEN_LOOKS_MS = 50;

/**
 * Makes topics, and returns when each of their partitions has a leader. kafkajs's own waiting (`waitForLeaders`) ends in
 * an error where the broker that it asks has not heard of the topic yet.
 */
export async function makeTopics(admin: Admin, topics: ITopicConfig[]): Promise<void> {
  await admin.createTopics({ waitForLeaders: false, topics });
  const names = topics.map(({ topic }) => topic);
  for (const deadline = performance.now() + DEADLINE_MS; !(await haveLeaders(admin, names)); ) {
    if (performance.now() > deadline) throw new Error(`no leaders within ${DEADLINE_MS} ms: ${names.join(', ')}`);
    await pause(BETWEEN_LOOKS_MS);
  }
}

const haveLeaders = async (admin: Admin, topics: string[]): Promise<boolean> => {
  try {
    await admin.fetchTopicMetadata({ topics });
    return true;
  } catch (error) {
    if (isRetriable(error)) return false;
    throw error;
  }
};

/** kafkajs exports no class of its errors to ES modules. */
const isRetriable = (error: unknown): boolean =>
  error instanceof Error && ((error as Partial<KafkaJSError>).retriable ?? false);
