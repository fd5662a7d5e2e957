import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { type Backends, type BackendsPlan, startBackends } from './backends.ts';
import { type Credentials } from './credentials.ts';
import { setBusinessDate } from './database/business-clock.ts';
import { rolePasswords } from './database/roles.ts';
import { type Endpoints, endpointsOf, writeEndpoints } from './endpoints.ts';
import { type BuiltIn, type EnvironmentPlan, environmentOf, type Mode, type Surround } from './environment.ts';
import { type Instance, instancesOf } from './instances.ts';
import { ensureKeys } from './keys.ts';
import { type Memory, memoryOf } from './memory.ts';
import { builtRelease, ensureDatabase, migrateDatabase } from './migrate.ts';
import { checkout, type Places, placesOf, preparePlaces } from './places.ts';
import { untilReady } from './processes.ts';
import { reasonNotReady } from './readiness.ts';
import { seed } from './seed.ts';
import { PLATFORM } from './services.ts';
import { notBuilt } from './start-up-problem.ts';
import { Steps } from './steps.ts';
import { createTopics } from './topics.ts';
import { startZipkin } from './zipkin.ts';

export interface StackPlan {
  readonly mode?: Mode;
  /** start Zipkin and send the spans there */
  readonly traces?: boolean;
  /** these services only; all when left out */
  readonly only?: readonly string[];
  readonly places?: Places;
  readonly env?: NodeJS.ProcessEnv;
  readonly steps?: Steps;
  /** where the search for free ports begins */
  readonly firstBase?: number;
  /** `parties.json` and `master-data/`; the demo companies' unless said otherwise */
  readonly seedFolder?: string;
  /** what stands between the processes and their database and broker: told the real ports, it names its own */
  readonly relay?: BackendsPlan['relay'];
  /** added to the environment of each process */
  readonly surround?: Surround;
  /** how many of each process run; with more than one, what listens at the known ports is the caller's */
  readonly replicas?: number;
  /** asked at every start of a process, so that releases can be exchanged while others run */
  readonly builtIn?: BuiltIn;
}

export interface Stack {
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  readonly places: Places;
  /** `2026-12-01`, the date that the demo clock moves on from; undefined while the real date holds */
  readonly businessDate: string | undefined;
  /** owner of all schemas, for checks that look into the database */
  readonly ownerUrl: string;
  readonly brokers: string;
  /** what runs of the platform, ready or not */
  readonly instances: readonly Instance[];
  /** process ids by name, of what this stack has started */
  pids(): Readonly<Record<string, number>>;
  /** Starts a process of this stack anew after it has ended, as an orchestrator would, and waits until it is ready. */
  startAgain(name: string): Promise<void>;
  readonly startedInSeconds: number;
  /** proportional set size; undefined where the system does not tell */
  memory(): Memory | undefined;
  stop(): Promise<void>;
}

/** Small heaps: a service holds no state worth more, and seven of them share a small machine. */
const NODE_OPTIONS = [
  '--max-old-space-size=192',
  // grows only under load: what lives as long as a request is not copied from there into the old space
  '--max-semi-space-size=16',
];

/**
 * Starts the platform: database and broker, migrations, topics, seed, the services, and waits until all are ready.
 * Whatever fails, everything that was started is stopped before the error goes on.
 * @throws StartUpProblem
 */
export async function startStack(plan: StackPlan = {}): Promise<Stack> {
  const env = plan.env ?? process.env;
  const steps = plan.steps ?? new Steps();
  const places = preparePlaces(plan.places ?? placesOf(env));
  const backends = await startBackends({
    places,
    env,
    steps,
    ...(plan.firstBase === undefined ? {} : { firstBase: plan.firstBase }),
    ...(plan.relay ? { relay: plan.relay } : {}),
  });
  try {
    return await startPlatform(plan, { env, steps, places, backends });
  } catch (error) {
    await backends.stop();
    throw error;
  }
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly steps: Steps;
  readonly places: Places;
  readonly backends: Backends;
}

async function startPlatform(plan: StackPlan, around: Surroundings): Promise<Stack> {
  const { env, steps, places, backends } = around;
  const ports = backends.claimed.ports;
  const mode = plan.mode ?? 'sandbox';
  const [prepared, zipkin] = await Promise.all([
    prepare(plan, around),
    plan.traces
      ? steps.step({ en: 'Zipkin', zh: 'Zipkin' }, () => startZipkin(backends.processes, places, ports.zipkin, env))
      : undefined,
  ]);
  const environment: EnvironmentPlan = {
    ports,
    places,
    mode,
    brokers: backends.brokers,
    inherited: env,
    database: prepared.database,
    businessDate: prepared.businessDate,
    keys: ensureKeys(places),
    relayed: backends.relayed,
    ...(zipkin ? { zipkin } : {}),
    ...(plan.surround ? { surround: plan.surround } : {}),
    ...(plan.builtIn ? { builtIn: plan.builtIn } : {}),
  };
  const chosen = PLATFORM.filter(({ name }) => plan.only?.includes(name) ?? true);
  const instances = instancesOf(chosen, ports, plan.replicas);
  await steps.step(
    { en: `${instances.length} processes of the platform ready`, zh: `平台的 ${instances.length} 个进程就绪` },
    () => startProcesses(instances, environment, backends),
  );
  const endpoints = endpointsOf(ports, prepared.database.ownerUrl, backends.brokers, zipkin);
  writeEndpoints(places, endpoints);
  return {
    endpoints,
    credentials: prepared.credentials,
    places,
    businessDate: prepared.businessDate,
    ownerUrl: prepared.database.ownerUrl,
    brokers: backends.brokers,
    instances,
    pids: () => Object.fromEntries(backends.processes.all().map(({ name, pid }) => [name, pid])),
    startAgain: async (name) => {
      const one = instances.find((instance) => instance.name === name);
      await (one ? startProcess(one, environment, backends) : backends.again.get(name)?.());
    },
    startedInSeconds: steps.elapsedSeconds(),
    memory: () => memoryOf(backends.processes.all()),
    stop: () => backends.stop(),
  };
}

/** The embedded server's database has a name of ours; a given DATABASE_URL names its own. */
const DATABASE = 'tradeloom';

async function prepare(plan: StackPlan, { env, steps, places, backends }: Surroundings) {
  const [database] = await Promise.all([
    steps.step({ en: 'database migrated', zh: '数据库迁移完成' }, async () => {
      const url = env['DATABASE_URL'] ? backends.adminUrl : await ensureDatabase(backends.adminUrl, DATABASE);
      return migrateDatabase(url, rolePasswords(places, env), await builtRelease());
    }),
    steps.step({ en: 'topics', zh: '主题创建完成' }, () => createTopics(backends.brokers, env['KAFKA_TOPIC_PREFIX'])),
  ]);
  const folder = plan.seedFolder ?? join(checkout, 'deploy/demo');
  const credentials = await steps.step({ en: 'demo companies', zh: '演示企业数据' }, () =>
    seed({ ownerUrl: database.ownerUrl, folder, places }),
  );
  const wanted = plan.mode === 'production' ? undefined : env['TRADELOOM_BUSINESS_DATE'];
  const businessDate = await setBusinessDate(database.ownerUrl, wanted || undefined);
  return { database, credentials, businessDate };
}

async function startProcesses(
  instances: readonly Instance[],
  plan: EnvironmentPlan,
  backends: Backends,
): Promise<void> {
  mkdirSync(join(plan.places.state, 'archive'), { recursive: true, mode: 0o700 });
  await Promise.all(instances.map((one) => startProcess(one, plan, backends)));
}

async function startProcess(one: Instance, plan: EnvironmentPlan, { processes }: Backends): Promise<void> {
  const { builtIn = () => checkout } = plan;
  const folder = join(builtIn(one.name), relative(checkout, one.process.folder));
  const main = join(folder, 'dist/main.js');
  if (!existsSync(main)) throw notBuilt(main);
  const running = processes.start({
    name: one.name,
    command: process.execPath,
    args: [...NODE_OPTIONS, main],
    env: environmentOf(one, plan),
    cwd: folder,
  });
  await untilReady(running, () => reasonNotReady(readinessOf(one)), 90);
}

/** Where an instance itself says whether it is ready. */
export const readinessOf = ({ ports }: Instance): string => `http://127.0.0.1:${ports.http}/health/ready`;

/** The figures that every start prints: seconds until all were ready, memory of all processes together. */
export function figures(stack: Stack): { en: string; zh: string } {
  const seconds = stack.startedInSeconds.toFixed(1);
  const cores = availableParallelism();
  const memory = stack.memory();
  if (!memory) return { en: `ready in ${seconds} s (${cores} cores)`, zh: `${seconds} 秒就绪（${cores} 核）` };
  const mebibytes = Math.round(memory.total / 1024 / 1024);
  const count = Object.keys(memory.parts).length;
  return {
    en: `ready in ${seconds} s (${cores} cores), ${mebibytes} MiB of memory (PSS of ${count} processes)`,
    zh: `${seconds} 秒就绪（${cores} 核），占用内存 ${mebibytes} MiB（${count} 个进程的 PSS）`,
  };
}
