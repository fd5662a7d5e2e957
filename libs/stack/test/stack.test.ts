import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM } from '../src/services.ts';
import { miniatureCheckout } from './miniature.ts';
import { eventually, processesOn } from './state.ts';

const asked = async (address: string): Promise<NodeJS.ProcessEnv> =>
  (await fetch(address)).json() as Promise<NodeJS.ProcessEnv>;

describe('npm start', () => {
  it('brings up two checkouts side by side, says where they are, and stops all of it', async () => {
    const [one, two] = [miniatureCheckout('one'), miniatureCheckout('two')];
    const starts = [one.start(), two.start({ LANG: 'zh_CN.UTF-8' })];
    for (const start of starts) await eventually(() => /Ctrl-C/.test(start.output()), 'it is up', 90);

    const [first, second] = starts.map((start) => start.endpoints());
    const addresses = [first, second].flatMap((endpoints) => Object.values(endpoints!));
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { name, schema } of PLATFORM) {
      const env = await asked(first![name]!);
      expect(env).toMatchObject({ SERVICE_NAME: name, TRADELOOM_MODE: 'sandbox' });
      expect(env['DATABASE_URL']).toContain(`//${schema}_app:`);
    }
    expect(starts[0]!.output()).toMatch(/ready in \d+\.\d s \(\d+ cores\), \d+ MiB of memory \(PSS of 9 processes\)/);
    expect(starts[1]!.output()).toMatch(/秒就绪.*（9 个进程的 PSS）/);
    // what holds keys and passwords is the owner's alone
    for (const secret of ['credentials.json', 'keys/caller-token.pem', 'keys/database-roles.json']) {
      expect(statSync(join(one.folder, '.tradeloom', secret)).mode & 0o077).toBe(0);
    }

    for (const start of starts) start.child.kill('SIGINT');
    expect(await Promise.all(starts.map((start) => start.ended))).toEqual([0, 0]);
    for (const { folder } of [one, two]) expect(processesOn(folder)).toEqual([]);
    expect(readFileSync(join(one.folder, '.tradeloom/logs/gateway.log'), 'utf8')).toContain('gateway drained');
  }, 180_000);

  it('names the service that fails, its log, and leaves nothing running', async () => {
    const checkout = miniatureCheckout('failing');
    checkout.program('services/finance', "console.error('no exchange rates'); process.exit(9);");
    const start = checkout.start();
    expect(await start.ended).toBe(3);
    const log = join(checkout.folder, '.tradeloom/logs/finance.log');
    expect(start.output().trim().split('\n').at(-1)).toBe(`finance ended while starting (exit code 9) (log: ${log})`);
    expect(readFileSync(log, 'utf8')).toContain('no exchange rates');
    expect(processesOn(checkout.folder)).toEqual([]);
  }, 120_000);

  it('ends everything when Ctrl-C comes while it starts', async () => {
    const checkout = miniatureCheckout('interrupted');
    const start = checkout.start();
    await eventually(() => /✓ PostgreSQL/.test(start.output()), 'the database is up', 60);
    start.child.kill('SIGINT');
    await start.ended;
    await eventually(() => processesOn(checkout.folder).length === 0, 'everything has ended', 30);
    expect(processesOn(checkout.folder)).toEqual([]);
  }, 120_000);
});
