import { readFileSync } from 'node:fs';
import { Processes, type RunningProcess, untilReady } from '../src/processes.ts';
import { emptyState, eventually } from './state.ts';

describe("the stack's processes", () => {
  const places = emptyState('processes');
  let processes: Processes;
  beforeEach(() => {
    processes = new Processes(places.logs);
  });
  afterEach(() => processes.stopAll());

  const run = (name: string, script: string): RunningProcess =>
    processes.start({ name, command: process.execPath, args: ['-e', script], env: {}, cwd: places.state });
  const isUp = (one: RunningProcess) => async () =>
    readFileSync(one.log, 'utf8').includes('up') ? undefined : 'not up';
  const staying = "console.log('up'); setInterval(() => {}, 1000);";

  it('write to a log of their own and are ready when their probe says so', async () => {
    const one = run('one', staying);
    await untilReady(one, isUp(one));
    expect(one.ending()).toBeUndefined();
    expect(processes.all().map(({ name }) => name)).toEqual(['one']);
  });

  it('that end while starting are a problem that names how and where the log is', async () => {
    const one = run('short', "console.error('no'); process.exit(7)");
    await expect(untilReady(one, async () => 'not up')).rejects.toMatchObject({
      code: 'stack.process.ended',
      text: { en: 'short ended while starting (exit code 7)' },
      log: one.log,
    });
  });

  it('that cannot be started at all are a problem too', async () => {
    const one = processes.start({ name: 'none', command: '/no/such/program', args: [], env: {}, cwd: places.state });
    await expect(untilReady(one, async () => 'not up')).rejects.toMatchObject({ code: 'stack.process.ended' });
  });

  it('that do not become ready in time are a problem that tells the last reason', async () => {
    const one = run('slow', staying);
    await expect(untilReady(one, async () => '503 database', 0.2)).rejects.toMatchObject({
      code: 'stack.process.not-ready',
      text: { en: expect.stringContaining('503 database') },
    });
  });

  it('are stopped wave by wave, and each gets the chance to finish its work', async () => {
    const ended: string[] = [];
    const finishing = "process.on('SIGTERM', () => { console.log('drained'); process.exit(0) });";
    const all = ['postgres', 'orders', 'gateway'].map((name) => run(name, `${finishing} ${staying}`));
    for (const one of all) {
      await untilReady(one, isUp(one));
      void one.ended.then(() => ended.push(one.name));
    }
    await processes.stopAll(
      (name) => name === 'gateway',
      (name) => name !== 'postgres',
    );
    expect(ended).toEqual(['gateway', 'orders', 'postgres']);
    for (const one of all) expect(readFileSync(one.log, 'utf8')).toContain('drained');
  });

  it('that ignore the request are killed after the deadline', async () => {
    const deaf = run('deaf', `process.on('SIGTERM', () => console.log('heard')); ${staying}`);
    await untilReady(deaf, isUp(deaf));
    const stopping = processes.stopAll();
    await eventually(() => readFileSync(deaf.log, 'utf8').includes('heard'), 'it was asked');
    await stopping;
    expect(deaf.ending()).toBe('SIGKILL');
  }, 30_000);
});
