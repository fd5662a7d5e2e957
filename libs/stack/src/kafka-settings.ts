/**
 * server.properties of the one node. Small on purpose: two threads where the defaults are made for a server of its own,
 * one partition for the internal topics, no waiting for members that will not come.
 * @param advertisedPort where clients are told to come back to; another one where something stands in between
 */
export function kafkaSettings(dataDir: string, port: number, controllerPort: number, advertisedPort = port): string {
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertisedPort}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': escaped(dataDir),
    'auto.create.topics.enable': false,
    'num.partitions': 3,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 1,
    'num.io.threads': 2,
    'background.threads': 2,
    'log.cleaner.threads': 1,
    'log.cleaner.dedupe.buffer.size': 2 * 1024 * 1024,
    // idle controllers write a no-op record every 500 ms by default
    'metadata.max.idle.interval.ms': 5000,
    // segments are preallocated in the index only; small ones keep the folder small
    'log.segment.bytes': 64 * 1024 * 1024,
    'log.index.size.max.bytes': 1024 * 1024,
  };
  return `${Object.entries(settings)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;
}

/** Java properties read a backslash as an escape. */
const escaped = (path: string): string => path.replaceAll('\\', '\\\\');
