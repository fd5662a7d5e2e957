// What the scripts say before anything is installed: in the reader's language, step by step, with the elapsed time.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

/** @param {{ en: string, zh: string }} text */
export const spoken = (text) => (chinese ? text.zh : text.en);

/** The machine is not as it must be; ends the process with exit code 3. */
export class Problem extends Error {
  /** @param {{ en: string, zh: string }} text @param {string} [log] absolute path of the log that tells more */
  constructor(text, log) {
    super(spoken(text));
    this.log = log;
  }
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (line) => process.stderr.write(line);

/**
 * Runs one step; on a terminal the elapsed time runs along.
 * @template T
 * @param {{ en: string, zh: string }} text
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(text, work) {
  const since = performance.now();
  const live = process.stderr.isTTY;
  const ticking = live && setInterval(() => say(`\r  … ${spoken(text)}  ${seconds(since)}`), 500);
  const done = (mark) => {
    if (ticking) clearInterval(ticking);
    say(`${live ? '\r\u001b[K' : ''}  ${mark} ${spoken(text)}  ${seconds(since)}\n`);
  };
  try {
    const result = await work();
    done('✓');
    return result;
  } catch (error) {
    done('✗');
    throw error;
  }
}

/**
 * Runs a command to its end with its output in a log.
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, show?: 'stderr' }} options show: this output on the terminal too
 * @returns {Promise<number>} its exit code; 127 when there is no such command
 */
export async function run(command, args, log, options = {}) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const output of [child.stdout, child.stderr]) output.pipe(file, { end: false });
  if (options.show === 'stderr') child.stderr.pipe(process.stderr, { end: false });
  try {
    const [code] = await once(child, 'close');
    return code ?? 1;
  } catch (error) {
    if (error.code === 'ENOENT') return 127;
    throw error;
  } finally {
    file.end();
  }
}
