import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { startBackends } from '../src/backends.ts';
import { checkout, type Places } from '../src/places.ts';
import { StartUpProblem } from '../src/start-up-problem.ts';
import { holdState } from '../src/state-lock.ts';
import { Steps } from '../src/steps.ts';
import { serverOfVersion } from './postgres-server.ts';
import { emptyState, processesOn } from './state.ts';

const silent = new Steps(() => undefined);
const FIRST = 26_080;

/** @returns the problem that starting with this environment ends in */
async function problemOf(places: Places, env: NodeJS.ProcessEnv): Promise<StartUpProblem> {
  const start = startBackends({ places, env: { PATH: process.env['PATH'], ...env }, firstBase: FIRST, steps: silent });
  const problem = await start.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof StartUpProblem)) throw problem ?? new Error('it started');
  return problem;
}

/** A PATH on which only the named commands of this machine are found. */
function pathWith(places: Places, ...commands: string[]): string {
  const folder = join(places.state, 'bin');
  mkdirSync(folder);
  for (const command of commands) symlinkSync(which(command), join(folder, command));
  return folder;
}

const which = (command: string): string =>
  spawnSync('/bin/sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim();

describe('a problem at start-up is one clear line, exit code 3, and leaves nothing running', () => {
  const said = (problem: StartUpProblem, places: Places): string => {
    expect(problem.exitCode).toBe(3);
    expect(problem.text.en).not.toContain('\n');
    expect(problem.text.zh).toMatch(/[一-鿿]/);
    expect(processesOn(places.state)).toEqual([]);
    expect(existsSync(join(places.state, 'stack.lock'))).toBe(false);
    return problem.text.en;
  };

  it('a port of the given block is taken', async () => {
    const places = emptyState('taken port');
    const server = createServer().listen(FIRST + 500, '127.0.0.1');
    await once(server, 'listening');
    const problem = await problemOf(places, { TRADELOOM_PORT_BASE: String(FIRST + 500) });
    server.close();
    expect(said(problem, places)).toContain(`Port ${FIRST + 500} (gateway) is taken`);
  });

  it('no Maven, and the jars are not there yet', async () => {
    const places = { ...emptyState('no maven'), jars: emptyState('no jars').state };
    const PATH = pathWith(places, 'java', 'unshare');
    expect(said(await problemOf(places, { PATH }), places)).toMatch(
      /Maven .* was not found: install Maven, or give KAFKA_BROKERS/,
    );
  });

  it('Maven cannot fetch', async () => {
    const places = { ...emptyState('maven fails'), jars: emptyState('no jars either').state };
    const PATH = pathWith(places, 'java', 'unshare');
    writeFileSync(join(PATH, 'mvn'), '#!/bin/sh\necho "no route to repository" >&2\nexit 1\n');
    chmodSync(join(PATH, 'mvn'), 0o755);
    const problem = await problemOf(places, { PATH });
    expect(said(problem, places)).toContain('Maven could not fetch');
    expect(problem.log).toBe(join(places.logs, 'maven-kafka.log'));
  });

  it('no Java', async () => {
    const places = emptyState('no java');
    const PATH = pathWith(places, 'unshare');
    expect(said(await problemOf(places, { PATH }), places)).toMatch(/none was found: install a JRE/);
  });

  it.each([
    ['11.0.2', '11.0.2'],
    ['1.8.0_392', '1.8.0_392'],
  ])('Java %s is too old', async (version) => {
    const places = emptyState(`java ${version}`);
    const PATH = pathWith(places, 'unshare');
    writeFileSync(join(PATH, 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
    chmodSync(join(PATH, 'java'), 0o755);
    expect(said(await problemOf(places, { PATH }), places)).toContain(`this machine's is ${version}`);
  });

  it('a database of another major version', async () => {
    const places = emptyState('other version');
    mkdirSync(join(places.state, 'postgres'));
    writeFileSync(join(places.state, 'postgres/PG_VERSION'), '17\n');
    expect(said(await problemOf(places, {}), places)).toMatch(/is of PostgreSQL 17, this release needs 18/);
  });

  it('the given database does not answer', async () => {
    const places = emptyState('no database');
    const env = { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/tradeloom', KAFKA_BROKERS: '127.0.0.1:9' };
    const line = said(await problemOf(places, env), places);
    expect(line).toMatch(/DATABASE_URL \(127\.0\.0\.1:9\) cannot be reached: .*ECONNREFUSED/);
    expect(line).not.toContain('secret');
  });

  it('the given database is of an older version', async () => {
    const places = emptyState('older database');
    const server = await serverOfVersion('170006');
    const { port } = server.address() as AddressInfo;
    const env = { DATABASE_URL: `postgresql://me@127.0.0.1:${port}/tradeloom`, KAFKA_BROKERS: '127.0.0.1:9' };
    const problem = await problemOf(places, env);
    server.close();
    expect(said(problem, places)).toContain(`127.0.0.1:${port} is of PostgreSQL 17, this release needs 18`);
  });

  it('another stack of this checkout is running', async () => {
    const places = emptyState('twice');
    const lock = holdState(places.state);
    const problem = await problemOf(places, {});
    lock.release();
    expect(said(problem, places)).toContain(`(process ${process.pid},`);
  });

  // Only root can make a small disk.
  const smallDisk = join(emptyState('small disk').state, 'disk');
  mkdirSync(smallDisk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', smallDisk]).status === 0;
  (mounted ? it : it.skip)('the disk is full', async () => {
    const places = { ...emptyState('full disk'), state: smallDisk, logs: smallDisk, keys: smallDisk };
    expect(said(await problemOf(places, {}), places)).toMatch(/Only 1\d MiB free where .* lies, 400 MiB are needed/);
  });
  afterAll(() => {
    if (mounted) spawnSync('umount', [smallDisk]);
  });

  it('is all that a person sees of the command', async () => {
    const places = emptyState('command');
    const child = spawn(process.execPath, [join(checkout, 'libs/stack/dist/dev.js')], {
      env: {
        PATH: pathWith(places),
        TRADELOOM_STATE_DIR: places.state,
        LANG: 'zh_CN.UTF-8',
        DATABASE_URL: 'postgresql://127.0.0.1:9/x',
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(3);
    const [last] = output.trim().split('\n').slice(-1);
    expect(last).toMatch(/无法连接|需要 Java/);
    expect(output).not.toContain('    at ');
  });
});
