import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { noJava, oldJava } from './start-up-problem.ts';

const OLDEST = 17;

/**
 * @returns the `java` to run: JAVA_HOME's if set, else the one on the PATH
 * @throws StartUpProblem when there is none, or one older than 17
 */
export function findJava(env: NodeJS.ProcessEnv = process.env): string {
  const home = env['JAVA_HOME'];
  const java = home ? join(home, 'bin/java') : 'java';
  const answer = spawnSync(java, ['-version'], { env, encoding: 'utf8' });
  if (answer.error || answer.status !== 0) throw noJava();
  const version = /version "([^"]+)"/.exec(answer.stderr)?.[1] ?? 'unknown';
  // 1.8.0_392 is Java 8; 17.0.15 is Java 17
  const major = Number(version.replace(/^1\./, '').split(/[._-]/)[0]);
  if (!(major >= OLDEST)) throw oldJava(version);
  return java;
}
