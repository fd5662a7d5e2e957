export { bootService, Stage } from './boot-service.ts';
export { EventLog } from './event-log.ts';
export { measured } from './measured.ts';
export { proofRounds } from './proof-rounds.ts';
export { readTopics } from './read-topics.ts';
export type { ServiceProcess } from './service-process.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { consumerLag, type Lying, topicContents } from './topic-contents.ts';
export { allTopics, createTopics } from './topics.ts';
