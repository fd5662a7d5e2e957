import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startBackends } from '../src/backends.ts';
import { kafkaAnswers } from '../src/kafka.ts';
import { treePss } from '../src/memory.ts';
import { checkout } from '../src/places.ts';
import { postgresAnswers } from '../src/postgres.ts';
import { Steps } from '../src/steps.ts';
import { createTopics } from '../src/topics.ts';
import { emptyState, eventually, processesOn } from './state.ts';

const FIRST = 28_080;

describe('the embedded PostgreSQL and Kafka', () => {
  it('start in a path with spaces, keep their data, and leave nothing running', async () => {
    const places = emptyState('whole life');
    const start = () =>
      startBackends({
        places,
        env: { PATH: process.env['PATH'] },
        firstBase: FIRST,
        steps: new Steps(() => undefined),
      });

    const first = await start();
    const client = new Client({ connectionString: first.adminUrl });
    await client.connect();
    const { rows } = await client.query<{ version: string; fsync: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync",
    );
    expect(rows[0]).toEqual({ version: expect.stringMatching(/^18\./), fsync: 'on' });
    await client.query('CREATE TABLE kept (n int)');
    await client.end();
    await createTopics(first.brokers, 'kept.');
    const small = 1024 ** 3;
    for (const { pid } of first.processes.all()) expect(treePss(pid)).toBeLessThan(small);
    await first.stop();
    expect(processesOn(places.state)).toEqual([]);

    // what a killed server leaves, its number given to somebody else since
    writeFileSync(join(places.state, 'postgres/postmaster.pid'), `${process.pid}\n${join(places.state, 'postgres')}\n`);
    const second = await start();
    const again = new Client({ connectionString: second.adminUrl });
    await again.connect();
    await again.query('SELECT n FROM kept');
    await again.end();
    await createTopics(second.brokers, 'kept.');
    await second.stop();
    expect(processesOn(places.state)).toEqual([]);
  }, 120_000);

  it('end when the process that started them is killed, and start again after it', async () => {
    const places = emptyState('killed');
    const dev = join(places.state, 'dev');
    const run = () =>
      spawn(process.execPath, [join(checkout, 'libs/stack/dist/dev.js')], {
        env: { PATH: process.env['PATH'], TRADELOOM_STATE_DIR: places.state },
        stdio: 'ignore',
      });
    const addresses = join(dev, 'backends.env');

    const killed = run();
    await eventually(() => existsSync(addresses), 'the backends are up', 60);
    const [, url, brokers] = /DATABASE_URL=(.+)\nKAFKA_BROKERS=(.+)\n/.exec(readFileSync(addresses, 'utf8')) ?? [];
    expect(await postgresAnswers(url!)).toBeUndefined();
    expect(await kafkaAnswers(brokers!)).toBeUndefined();
    killed.kill('SIGKILL');
    await eventually(() => processesOn(dev).length === 0, 'everything has ended');

    rmSync(addresses);
    const next = run();
    await eventually(() => existsSync(addresses), 'the backends are up again', 60);
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(processesOn(dev)).toEqual([]);
  }, 120_000);
});
