import { randomBytes } from 'node:crypto';
import { GenericContainer, Wait } from 'testcontainers';
import { claimPorts } from './ports.ts';

const POSTGRES_IMAGE = 'postgres:18';
const KAFKA_IMAGE = 'apache/kafka:4.4.0';

/** What a test run has started for itself. */
export interface TestBackends {
  readonly adminUrl: string;
  readonly brokers: string;
  stop(): Promise<void>;
}

/** The official images, one container each, removed at the end. */
export async function startContainers(): Promise<TestBackends> {
  // Kafka tells its clients the address to use: the port must be known before it starts.
  const claimed = await claimPorts(undefined, 20080);
  const { kafka: port } = claimed.ports;
  const password = randomBytes(24).toString('base64url');
  const [postgres, kafka] = await Promise.all([
    new GenericContainer(POSTGRES_IMAGE)
      .withEnvironment({ POSTGRES_PASSWORD: password })
      .withCommand(['postgres', '-c', 'max_connections=200'])
      .withExposedPorts(5432)
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start(),
    new GenericContainer(KAFKA_IMAGE)
      .withEnvironment({
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:9093`,
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
        KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      })
      .withExposedPorts({ container: port, host: port })
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
      .start(),
  ]);
  return {
    adminUrl: `postgresql://postgres:${password}@${postgres.getHost()}:${postgres.getMappedPort(5432)}/postgres`,
    brokers: `127.0.0.1:${port}`,
    stop: async () => {
      await Promise.all([postgres.stop(), kafka.stop()]);
      await claimed.release();
    },
  };
}
