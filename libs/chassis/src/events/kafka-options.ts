/** What every adapter of the bus port is told. */
export interface KafkaOptions {
  readonly clientId: string;
  readonly groupId: string;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
}

/** The client libraries that stand behind the bus port; both pass the same conformance suite. */
export const kafkaClients = ['kafkajs', 'platformatic'] as const;
export type KafkaClient = (typeof kafkaClients)[number];
