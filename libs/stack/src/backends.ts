import { refuseFullDisk } from './disk.ts';
import { kafkaAnswers, startKafka } from './kafka.ts';
import { type Places } from './places.ts';
import { type ClaimedPorts, claimPorts, type PortBlock } from './ports.ts';
import { majorVersionOf, POSTGRES_MAJOR, postgresAnswers, startPostgres } from './postgres.ts';
import { Processes } from './processes.ts';
import { databaseUnreachable, kafkaUnreachable, wrongDatabaseVersion } from './start-up-problem.ts';
import { holdState } from './state-lock.ts';
import { Steps } from './steps.ts';

export interface Backends {
  /** URL of a role that may create roles, schemas and (embedded) databases */
  readonly adminUrl: string;
  readonly brokers: string;
  readonly claimed: ClaimedPorts;
  readonly processes: Processes;
  readonly relayed: RelayedPorts;
  /** the embedded ones by the name of their process: starts it anew after it has ended, and waits until it answers */
  readonly again: ReadonlyMap<string, () => Promise<unknown>>;
  stop(): Promise<void>;
}

/** Where the processes of the platform find database and broker, when something stands in between. */
export interface RelayedPorts {
  readonly postgres?: number;
  readonly kafka?: number;
}

export interface BackendsPlan {
  readonly places: Places;
  /** `DATABASE_URL` and `KAFKA_BROKERS` in it are used, and nothing is started for them */
  readonly env: NodeJS.ProcessEnv;
  /** where the search for a free block of ports begins, when TRADELOOM_PORT_BASE is unset */
  readonly firstBase?: number;
  readonly steps?: Steps;
  /** told the claimed ports before anything listens on them */
  readonly relay?: (ports: PortBlock) => RelayedPorts;
}

/** PostgreSQL and Kafka, side by side. Whatever fails: everything that was started is stopped before the error goes on. */
export async function startBackends(plan: BackendsPlan): Promise<Backends> {
  const { places, env, steps = new Steps() } = plan;
  refuseFullDisk(places.state);
  const lock = holdState(places.state);
  const claimed = await claimPorts(env['TRADELOOM_PORT_BASE'], plan.firstBase).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const processes = new Processes(places.logs);
  const relayed = plan.relay?.(claimed.ports) ?? {};
  const embedded = embeddedIn(plan, processes, claimed, relayed);
  const stop = async (): Promise<void> => {
    await processes.stopAll((name) => name !== 'postgres' && name !== 'kafka');
    await claimed.release();
    lock.release();
  };
  const results = await Promise.allSettled([
    findDatabase(plan, embedded.postgres, steps),
    findKafka(plan, embedded.kafka, steps),
  ]);
  const [database, kafka] = results;
  if (database.status === 'fulfilled' && kafka.status === 'fulfilled') {
    const again = new Map(Object.entries(embedded));
    if (plan.env['DATABASE_URL']) again.delete('postgres');
    if (plan.env['KAFKA_BROKERS']) again.delete('kafka');
    return { adminUrl: database.value, brokers: kafka.value, claimed, processes, relayed, again, stop };
  }
  await stop();
  throw results.find((result) => result.status === 'rejected')?.reason;
}

const embeddedIn = (
  { places, env }: BackendsPlan,
  processes: Processes,
  { ports }: ClaimedPorts,
  relayed: RelayedPorts,
) => ({
  postgres: () => startPostgres(processes, places, ports.postgres),
  kafka: () => startKafka(processes, places, ports, env, relayed.kafka),
});

type Embedded = ReturnType<typeof embeddedIn>;

async function findDatabase(plan: BackendsPlan, start: Embedded['postgres'], steps: Steps): Promise<string> {
  const given = plan.env['DATABASE_URL'];
  if (!given) {
    return steps.step({ en: 'PostgreSQL 18', zh: 'PostgreSQL 18' }, async () => {
      const { adminUrl } = await start();
      return adminUrl;
    });
  }
  return steps.step({ en: 'PostgreSQL given by DATABASE_URL', zh: 'DATABASE_URL 指定的 PostgreSQL' }, async () => {
    const why = await postgresAnswers(given);
    const { host } = new URL(given);
    if (why !== undefined) throw databaseUnreachable(host, why);
    const major = await majorVersionOf(given);
    if (major < POSTGRES_MAJOR) throw wrongDatabaseVersion(String(major), host, POSTGRES_MAJOR);
    return given;
  });
}

async function findKafka(plan: BackendsPlan, start: Embedded['kafka'], steps: Steps): Promise<string> {
  const given = plan.env['KAFKA_BROKERS'];
  if (!given) {
    return steps.step({ en: 'Kafka 4.4', zh: 'Kafka 4.4' }, async () => {
      const { brokers } = await start();
      return brokers;
    });
  }
  return steps.step({ en: 'Kafka given by KAFKA_BROKERS', zh: 'KAFKA_BROKERS 指定的 Kafka' }, async () => {
    const why = await kafkaAnswers(given);
    if (why !== undefined) throw kafkaUnreachable(given, why);
    return given;
  });
}
