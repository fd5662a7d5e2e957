import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Places } from './places.ts';
import { runToEnd } from './processes.ts';
import { mavenFailed, noMaven } from './start-up-problem.ts';

/**
 * The jars that a small pom of ours names, fetched once by the machine's Maven client and kept in the checkout.
 * @param name folder of the pom in this package (`kafka`), and of the jars (`kafka-jars`)
 * @returns the folder that holds the jars
 * @throws StartUpProblem without Maven, or when it fails
 */
export async function fetchJars(name: string, places: Places, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const pom = join(places.checkout, 'libs/stack', name, 'pom.xml');
  const folder = join(places.jars, `${name}-jars`);
  const marker = join(folder, 'pom.sha256');
  const wanted = createHash('sha256').update(readFileSync(pom)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return folder;

  const log = join(places.logs, `maven-${name}.log`);
  // Beside the place and moved there at the end: an interrupted fetch, or two at once, never leave half a set.
  const partial = `${folder}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const code = await runToEnd(
    'mvn',
    ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${partial}`],
    log,
    { env },
  );
  if (code !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw code === 127 ? noMaven(name === 'kafka' ? 'Kafka' : name) : mavenFailed(name, log);
  }
  writeFileSync(join(partial, 'pom.sha256'), wanted);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return folder;
}
