import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type DescMessage, fromBinary, type Message, type MessageShape, toBinary } from '@bufbuild/protobuf';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Actor,
  type Bus,
  callerTokenHeader,
  callerTokenSigner,
  createService,
  type Envelope,
  newId,
  openBus,
  openService,
  type ServiceOptions,
  schemaOf,
} from '@tradeloom/chassis';
import { EventLog } from './event-log.ts';
import { type ServiceProcess, startProcess } from './service-process.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { createTopics } from './topics.ts';

interface Booting {
  readonly service: string;
  // biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for a migration class
  readonly migrations: readonly Function[];
  /** How the service differs from a plain one, as its main.ts says it. */
  readonly options?: ServiceOptions;
  readonly prepare?: (app: NestFastifyApplication) => Promise<void>;
  /** By which way the service reaches its database, where that is not the direct one. */
  readonly reaching?: (databaseUrl: string) => string;
  /** Further environment, e.g. where another service answers questions. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

const keys = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const serviceKey = randomBytes(32).toString('hex');
const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run through npm test, or against a running stack`);
  return value;
};

/** One service with its real database, on a real broker, with topics of its own. */
export class Stage {
  private readonly sign = callerTokenSigner(keys.privateKey);
  private readonly versions = new Map<string, number>();
  private stopped: Promise<void> | undefined;
  private readonly replicas: NestFastifyApplication[] = [];
  private readonly processes: ServiceProcess[] = [];

  constructor(
    readonly app: NestFastifyApplication,
    private readonly database: TestDatabase,
    private readonly bus: Bus,
    private readonly heard: EventLog,
    private readonly startAnother: () => Promise<NestFastifyApplication>,
    private readonly service: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Calls the doors of the service, or of one of its replicas, as the gateway would for this caller. */
  as(actor: Actor, app = this.app) {
    const call = async <Body = Record<string, unknown>>(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      url: string,
      body?: object,
    ): Promise<Answer<Body>> => {
      const token = await this.sign(actor, this.service);
      const answer = await app
        .getHttpAdapter()
        .getInstance()
        .inject({
          method,
          url: `/api/v1${url}`,
          headers: { [callerTokenHeader]: token, ...(body && { 'content-type': 'application/json' }) },
          ...(body && { payload: JSON.stringify(body) }),
        });
      const json = (answer.headers['content-type'] ?? '').includes('json');
      return { status: answer.statusCode, body: (json ? JSON.parse(answer.payload) : answer.rawPayload) as Body };
    };
    return {
      get: <Body = Record<string, unknown>>(url: string) => call<Body>('GET', url),
      post: <Body = Record<string, unknown>>(url: string, body?: object) => call<Body>('POST', url, body ?? {}),
      put: <Body = Record<string, unknown>>(url: string, body: object) => call<Body>('PUT', url, body),
    };
  }

  /** Publishes an event on the real topic, as the other service would. Answers the envelope, to send it again. */
  async publish(
    source: string,
    event: Message,
    { parties, again }: { parties: readonly string[]; again?: Envelope },
  ): Promise<Envelope> {
    const envelope = again ?? this.envelope(source, event, parties);
    await this.send([envelope]);
    return envelope;
  }

  /** The next event of the aggregate that its order, or else the event itself, makes in the other service. */
  envelope(source: string, event: Message, parties: readonly string[]): Envelope {
    const orderId: unknown = 'orderId' in event ? event.orderId : null;
    const key = typeof orderId === 'string' && orderId ? orderId : newId();
    const aggregate = `${source}/${key}`;
    const version = (this.versions.get(aggregate) ?? 0) + 1;
    this.versions.set(aggregate, version);
    return {
      id: newId(),
      type: event.$typeName,
      key,
      aggregate: 'test',
      aggregateId: key,
      version,
      orderId: typeof orderId === 'string' && orderId ? orderId : null,
      parties,
      actor: '{}',
      businessDate: '2026-12-07',
      source: `/tradeloom/${source}`,
      occurredAt: new Date(),
      traceparent: null,
      body: toBinary(schemaOf(event.$typeName), event),
    };
  }

  /** Envelopes on the real topics, in this order. */
  send(envelopes: readonly Envelope[]): Promise<void> {
    return this.bus.publish(envelopes);
  }

  /** The first event of this type, past or coming, that fits; fails at its deadline. */
  async published<Schema extends DescMessage>(
    schema: Schema,
    fits: (event: MessageShape<Schema>) => boolean = () => true,
  ): Promise<MessageShape<Schema>> {
    const envelope = await this.heard.first(
      (e) => e.type === schema.typeName && fits(fromBinary(schema, e.body) as MessageShape<Schema>),
      schema.typeName,
    );
    return fromBinary(schema, envelope.body) as MessageShape<Schema>;
  }

  /** Every event of this type so far, in order. */
  soFar<Schema extends DescMessage>(schema: Schema): MessageShape<Schema>[] {
    return this.heard.all
      .filter((e) => e.type === schema.typeName)
      .map((e) => fromBinary(schema, e.body) as MessageShape<Schema>);
  }

  /** Inserts master data as the owner: `{ 'orders.items': [{...}] }`. */
  seed(tables: Readonly<Record<string, readonly Record<string, unknown>[]>>): Promise<void> {
    return this.database.seed(tables);
  }

  /** Moves the business clock. */
  today(date: string): Promise<void> {
    return this.database.today(date);
  }

  /** Rows as the superuser sees them, to look behind row-level security. */
  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.database.query<Row>(sql, parameters);
  }

  /** Starts the service once more beside the first, on the same database and topics. */
  async replica(): Promise<NestFastifyApplication> {
    const app = await this.startAnother();
    this.replicas.push(app);
    return app;
  }

  /**
   * Starts the built service beside the first as a process of its own, which can be killed.
   * @param main its main.js @param env how it differs from the first
   */
  process(main: URL, env: Readonly<Record<string, string>> = {}): ServiceProcess {
    const started = startProcess(main, { ...this.environment, ...env });
    this.processes.push(started);
    return started;
  }

  /** Ends the service as SIGTERM would; the broker and the database stay to be looked at. */
  stop(): Promise<void> {
    this.stopped ??= this.app.close();
    return this.stopped;
  }

  async close(): Promise<void> {
    await Promise.all([
      this.stop(),
      ...this.replicas.map((app) => app.close()),
      ...this.processes.map((p) => p.kill()),
    ]);
    await this.bus.stop();
    await this.heard.stop();
    await this.database.drop();
  }
}

/** Boots one service on a fresh database and topics of its own; nothing is mocked. */
export const bootService = async (module: Type, booting: Booting): Promise<Stage> => {
  const topicPrefix = `t${newId().slice(-12)}.`;
  const brokers = need('KAFKA_BROKERS').split(',');
  await createTopics(brokers, topicPrefix);
  const database = await createTestDatabase(need('DATABASE_URL'), booting.service, booting.migrations);
  let heard: EventLog | undefined;
  try {
    heard = await EventLog.listen(brokers, topicPrefix);
    const environment = environmentOf(booting, database, topicPrefix);
    const start = (): Promise<NestFastifyApplication> => startService(module, booting, database, environment);
    const app = await start();
    const bus = await openBus('kafkajs', { clientId: 'test', groupId: `${topicPrefix}test`, brokers, topicPrefix });
    return new Stage(app, database, bus, heard, start, booting.service, environment);
  } catch (error) {
    await heard?.stop();
    await database.drop();
    throw error;
  }
};

const environmentOf = (
  { env = {}, reaching = (url) => url }: Booting,
  { appUrl, relayUrl }: TestDatabase,
  topicPrefix: string,
): Readonly<Record<string, string>> => ({
  PORT: '0',
  GRPC_PORT: '0',
  DATABASE_URL: reaching(appUrl),
  RELAY_DATABASE_URL: reaching(relayUrl),
  KAFKA_TOPIC_PREFIX: topicPrefix,
  TRADELOOM_MODE: 'demo',
  TRADELOOM_STRICT_VIEWS: '1',
  CALLER_TOKEN_PUBLIC_KEY: keys.publicKey,
  CALLER_TOKEN_PRIVATE_KEY: keys.privateKey,
  SERVICE_KEY: serviceKey,
  DATABASE_POOL_SIZE: '4',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
  ...env,
});

const startService = async (
  module: Type,
  { options = {}, prepare }: Booting,
  database: TestDatabase,
  environment: Readonly<Record<string, string>>,
): Promise<NestFastifyApplication> => {
  Object.assign(process.env, environment);
  const app = await createService(module, options).finally(() => {
    process.env['DATABASE_URL'] = database.adminUrl;
  });
  try {
    await prepare?.(app);
    await openService(app);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
};
