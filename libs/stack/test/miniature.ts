import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout } from '../src/places.ts';
import { PLATFORM } from '../src/services.ts';
import { emptyState } from './state.ts';

/** A stand-in for a service: ready at once, drains on SIGTERM, tells its environment. */
const STAND_IN = `
import { createServer } from 'node:http';
const { PORT, HOST, SERVICE_NAME } = process.env;
createServer((_, answer) => answer.end(JSON.stringify(process.env))).listen(Number(PORT), HOST);
process.on('SIGTERM', () => { console.log(SERVICE_NAME + ' drained'); process.exit(0); });
`;

const API_KEYS = `
export const migrations = [class ApiKeys1764000000001 {
  name = 'ApiKeys1764000000001';
  async up(runner) {
    await runner.query(\`create table api_keys (key_hash text primary key, organisation text, organisation_kind text,
      login text, role text, partner text, password_hash text, created_at timestamptz default now())\`);
  }
  async down() {}
}];
`;

export interface Miniature {
  readonly folder: string;
  /** Makes one service's program another one. */
  program(service: string, script: string): void;
  start(env?: NodeJS.ProcessEnv): RunningStart;
}

export interface RunningStart {
  readonly child: ChildProcess;
  output(): string;
  endpoints(): Record<string, string>;
  readonly ended: Promise<number | null>;
}

/** A checkout with the real stack and the real chassis' tables, but stand-ins for the services. */
export function miniatureCheckout(name: string): Miniature {
  const folder = join(emptyState(name).state, 'checkout');
  for (const part of ['libs/stack', 'libs/chassis']) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true, filter: (from) => !from.includes('/src/') });
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const one of PLATFORM) {
    const home = relative(checkout, one.folder);
    write(`${home}/package.json`, '{"type":"module"}');
    write(`${home}/dist/main.js`, STAND_IN);
    write(`${home}/dist/migrations/all.js`, one.name === 'gateway' ? API_KEYS : 'export const migrations = [];');
  }
  write('deploy/demo/parties.json', '{"organisations":[],"partners":[],"people":[]}');
  return {
    folder,
    program: (service, script) => write(join(service, 'dist/main.js'), script),
    start: (env = {}) => start(folder, env),
  };
}

function start(folder: string, env: NodeJS.ProcessEnv): RunningStart {
  const child = spawn(process.execPath, [join(folder, 'libs/stack/dist/start.js')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LANG: 'C', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    output: () => output,
    endpoints: () =>
      JSON.parse(readFileSync(join(folder, '.tradeloom/endpoints.json'), 'utf8')) as Record<string, string>,
    ended: new Promise((done) => child.once('close', done)),
  };
}
