import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jarsOf } from './jars.ts';
import { type Places } from './places.ts';
import { runToEnd } from './processes.ts';
import { processEnded } from './start-up-problem.ts';

export interface ProducerLoad {
  readonly brokers: string;
  readonly topic: string;
  readonly records: number;
  readonly recordBytes: number;
}

/**
 * Kafka's own load tool, acknowledged by all replicas; its jars are fetched when first asked for.
 * @returns records per second
 * @throws StartUpProblem without Java or Maven, or when the tool fails
 */
export async function producerPerformance(
  { brokers, topic, records, recordBytes }: ProducerLoad,
  places: Places,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { java, classpath } = await jarsOf('kafka-tools', places, env);
  const log = join(places.logs, 'producer-performance.log');
  rmSync(log, { force: true });
  const code = await runToEnd(
    java,
    [
      '-Xmx256m',
      '-cp',
      classpath,
      'org.apache.kafka.tools.ProducerPerformance',
      `--bootstrap-server=${brokers}`,
      `--topic=${topic}`,
      `--num-records=${records}`,
      `--record-size=${recordBytes}`,
      '--throughput=-1',
      '--command-property=acks=all',
    ],
    log,
    { env },
  );
  const [, rate] = /records sent, ([\d.]+) records\/sec.*max latency.*50th/.exec(readFileSync(log, 'utf8')) ?? [];
  if (code !== 0 || rate === undefined) throw processEnded('kafka-tools', `exit code ${code}`, log);
  return Number(rate);
}
