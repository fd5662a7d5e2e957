#!/usr/bin/env node
// What `npm run demo`, `npm start`, `npm test` and the others begin with. Runs on any Node from 20 on, before anything is
// installed: installs, builds, then runs the command itself on the project's own Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findNode, ownEnvironment, root } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';
import { Problem, spoken } from './terminal.mjs';
import { testEverything } from './test.mjs';

/** command -> the program that it is, from the checkout's root */
const PROGRAMS = {
  demo: 'deploy/demo/demo.ts',
  start: 'libs/stack/dist/start.js',
  dev: 'libs/stack/dist/dev.js',
  bench: 'test/load/bench.ts',
  chaos: 'test/chaos/chaos.ts',
  fuzz: 'test/fuzz/fuzz.ts',
};
const WRONG_USAGE = 2;
const INFRASTRUCTURE = 3;

async function main([command, ...args]) {
  if (command !== 'test' && !Object.hasOwn(PROGRAMS, command ?? '')) {
    process.stderr.write(`usage: bootstrap.mjs ${Object.keys(PROGRAMS).join(' | ')} | test  [arguments]\n`);
    return WRONG_USAGE;
  }
  await ensureInstalled();
  const node = findNode();
  const env = ownEnvironment(node);
  if (command === 'test') return testEverything(node, env, args);
  await ensureBuilt(env);
  return runProgram(node, env, PROGRAMS[command], args);
}

/** In the foreground; the terminal's Ctrl-C reaches it itself, and we wait for its end. */
async function runProgram(node, env, program, args) {
  const file = join(root, program);
  if (!existsSync(file))
    throw new Problem({ en: `${program} is missing from this checkout`, zh: `当前目录缺少 ${program}` });
  const flags = ['--disable-warning=TimeoutNegativeWarning', '--disable-warning=ExperimentalWarning'];
  const child = spawn(node, [...flags, file, ...args], { cwd: root, env, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code, signal] = await once(child, 'exit');
  return code ?? (signal === 'SIGINT' ? 130 : 1);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(
      `${error.message}${error.log ? spoken({ en: ` (log: ${error.log})`, zh: `（日志：${error.log}）` }) : ''}\n`,
    );
    process.exitCode = INFRASTRUCTURE;
  },
);
