import { readFileSync } from 'node:fs';
import { type KafkaClient, kafkaClients } from './events/kafka-options.ts';

export type Mode = 'production' | 'sandbox' | 'demo';

export interface TrailKeeping {
  /** PEM, PKCS#8, Ed25519 */
  readonly privateKey: string;
  readonly folder: string;
}

/** Everything a service is told from outside, read once, validated, frozen. */
export interface Configuration {
  readonly service: string;
  readonly port: number;
  readonly grpcPort: number;
  readonly databaseUrl: string;
  readonly relayDatabaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  /** The library that speaks to the brokers. */
  readonly kafkaClient: KafkaClient;
  readonly topicPrefix: string;
  readonly mode: Mode;
  readonly timeZone: string;
  /** Verifies the gateway's caller token (Ed25519 PEM). */
  readonly callerTokenPublicKey: string;
  /** Signs and verifies questions between services. */
  readonly serviceKey: Uint8Array;
  /** Signs the trail's daily anchors, and where they are put; without it they are not made. */
  readonly trail: TrailKeeping | undefined;
  /** Where each service answers questions, `host:port` by service name. */
  readonly grpcUrls: Readonly<Record<string, string>>;
  /**
   * How long a process that is told to stop goes on serving, so that whoever sends it requests hears that it is going:
   * a cluster's balancers take a moment, 0 where nothing stands in between.
   */
  readonly drainNoticeSeconds: number;
  /** An answer with a field that no table of views names is an error, not a line in the log: for tests. */
  readonly strictViews: boolean;
}

export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration is incomplete: ${problems.join('; ')}`);
    this.name = 'ConfigurationError';
  }
}

/** `NAME` or, for secrets, the content of the file named by `NAME_FILE`. */
export const secretOf = (env: NodeJS.ProcessEnv, name: string): string | undefined => {
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8') : env[name];
};

const portOf = (text: string | undefined, name: string, problems: string[]): number => {
  const port = Number(text || undefined);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`${name} must be a port number`);
  return port;
};

/** what is left of the 25 s is for what is in flight */
const longestNotice = 15;

const drainNoticeOf = (text: string | undefined, problems: string[]): number => {
  const seconds = Number(text || 0);
  if (!(seconds >= 0 && seconds <= longestNotice)) problems.push(`DRAIN_NOTICE_SECONDS must be 0 to ${longestNotice}`);
  return seconds;
};

const trailKeepingOf = (env: NodeJS.ProcessEnv, problems: string[]): TrailKeeping | undefined => {
  const [privateKey, folder] = [secretOf(env, 'TRAIL_PRIVATE_KEY'), env['TRAIL_DIR']];
  if (Boolean(privateKey) !== Boolean(folder)) problems.push('TRAIL_PRIVATE_KEY_FILE and TRAIL_DIR go together');
  return privateKey && folder ? { privateKey, folder } : undefined;
};

const modes: readonly Mode[] = ['production', 'sandbox', 'demo'];

/** What the process is for; production unless it says otherwise. */
export const modeOf = (env: NodeJS.ProcessEnv): Mode => modes.find((m) => m === env['TRADELOOM_MODE']) ?? 'production';
const defaultKafkaClient: KafkaClient = 'kafkajs';

/** kafkajs unless it says otherwise; undefined when it names none that there is. */
const kafkaClientOf = (env: NodeJS.ProcessEnv): KafkaClient | undefined =>
  kafkaClients.find((client) => client === (env['KAFKA_CLIENT'] || defaultKafkaClient));

const askable = ['orders', 'production', 'quality', 'logistics_documents', 'finance', 'supplier_performance'];

/** @throws ConfigurationError naming every problem at once */
export const readConfiguration = (service: string, env: NodeJS.ProcessEnv): Configuration => {
  const problems: string[] = [];
  const need = (value: string | undefined, name: string): string => {
    if (!value) problems.push(`${name} is missing`);
    return value ?? '';
  };
  const mode = modeOf(env);
  if (env['TRADELOOM_MODE'] && env['TRADELOOM_MODE'] !== mode)
    problems.push(`TRADELOOM_MODE must be one of ${modes.join(', ')}`);
  const kafkaClient = kafkaClientOf(env);
  if (!kafkaClient) problems.push(`KAFKA_CLIENT must be one of ${kafkaClients.join(', ')}`);
  const configuration: Configuration = {
    service,
    port: portOf(env['PORT'], 'PORT', problems),
    grpcPort: portOf(env['GRPC_PORT'], 'GRPC_PORT', problems),
    databaseUrl: need(secretOf(env, 'DATABASE_URL'), 'DATABASE_URL'),
    relayDatabaseUrl: need(secretOf(env, 'RELAY_DATABASE_URL'), 'RELAY_DATABASE_URL'),
    kafkaBrokers: need(env['KAFKA_BROKERS'], 'KAFKA_BROKERS').split(',').filter(Boolean),
    kafkaClient: kafkaClient ?? defaultKafkaClient,
    topicPrefix: env['KAFKA_TOPIC_PREFIX'] ?? '',
    mode,
    timeZone: env['TRADELOOM_TIME_ZONE'] ?? 'Asia/Shanghai',
    callerTokenPublicKey: need(secretOf(env, 'CALLER_TOKEN_PUBLIC_KEY'), 'CALLER_TOKEN_PUBLIC_KEY_FILE'),
    serviceKey: new TextEncoder().encode(need(secretOf(env, 'SERVICE_KEY'), 'SERVICE_KEY_FILE').trim()),
    trail: trailKeepingOf(env, problems),
    grpcUrls: Object.fromEntries(
      askable.flatMap((name) => {
        const url = env[`${name.toUpperCase()}_GRPC_URL`];
        return url ? [[name, url]] : [];
      }),
    ),
    drainNoticeSeconds: drainNoticeOf(env['DRAIN_NOTICE_SECONDS'], problems),
    strictViews: env['TRADELOOM_STRICT_VIEWS'] === '1',
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze(configuration);
};

export const CONFIGURATION = Symbol('configuration');
