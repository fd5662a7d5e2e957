import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { findJava } from './java.ts';
import { kafkaSettings } from './kafka-settings.ts';
import { fetchJars } from './maven.ts';
import { type Places } from './places.ts';
import { type Processes, type RunningProcess, runToEnd, untilReady } from './processes.ts';
import { processEnded } from './start-up-problem.ts';

export interface RunningKafka {
  /** `127.0.0.1:8101` */
  readonly brokers: string;
  readonly process: RunningProcess;
}

/** One broker serves seven small clients: a serial collector and the first compiler tier start fast and stay small. */
const JVM = ['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

/**
 * A real Kafka, KRaft mode, one node, plain text on the loopback interface only.
 * @throws StartUpProblem without Java or Maven, or when it does not come up
 */
export async function startKafka(
  processes: Processes,
  places: Places,
  ports: { readonly kafka: number; readonly kafkaController: number },
  env: NodeJS.ProcessEnv = process.env,
  advertisedPort = ports.kafka,
): Promise<RunningKafka> {
  const java = findJava(env);
  const jars = await fetchJars('kafka', places, env);
  const data = join(places.state, 'kafka');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const settings = join(places.state, 'kafka.properties');
  writeFileSync(settings, kafkaSettings(data, ports.kafka, ports.kafkaController, advertisedPort), { mode: 0o600 });
  const main = (mainClass: string, ...args: string[]): string[] => [
    ...JVM,
    `-Dlog4j2.configurationFile=${join(places.checkout, 'libs/stack/kafka/log4j2.properties')}`,
    '-cp',
    readdirSync(jars)
      .filter((file) => file.endsWith('.jar'))
      .sort()
      .map((file) => join(jars, file))
      .join(':'),
    mainClass,
    ...args,
  ];
  await format(java, main, data, settings, places, env);
  const process = processes.start({
    name: 'kafka',
    command: java,
    args: main('kafka.Kafka', settings),
    env,
    cwd: places.state,
  });
  const brokers = `127.0.0.1:${ports.kafka}`;
  await untilReady(process, async () => kafkaAnswers(brokers), 60);
  return { brokers, process };
}

async function format(
  java: string,
  main: (mainClass: string, ...args: string[]) => string[],
  data: string,
  settings: string,
  places: Places,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (existsSync(join(data, 'meta.properties'))) return;
  // it may begin with a dash: handed over as one argument
  const clusterId = randomBytes(16).toString('base64url');
  const log = join(places.logs, 'kafka-format.log');
  const code = await runToEnd(
    java,
    main('kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', settings),
    log,
    {
      env,
    },
  );
  if (code !== 0) throw processEnded('kafka format', `exit code ${code}`, log);
}

/** @returns undefined when the brokers answer a metadata request, else why not */
export async function kafkaAnswers(brokers: string): Promise<string | undefined> {
  const admin = new Kafka({
    clientId: 'tradeloom-stack',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers: known } = await admin.describeCluster();
    return known.length > 0 ? undefined : 'no broker has registered yet';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await admin.disconnect();
  }
}
