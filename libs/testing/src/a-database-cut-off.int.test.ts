import type { Actor } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { bootService, type Stage } from './boot-service.ts';
import { migrations, NotesModule } from './notes-service.ts';
import { until } from './until.ts';
import { Way } from './way.ts';

const clerk: Actor = { login: 'chen', organisation: 'eastbridge', kind: 'trader', role: 'sales' };
const patienceMs = 1_500;

describe('a service whose way to its database falls silent', () => {
  let way: Way;
  let stage: Stage;
  beforeAll(async () => {
    const database = new URL(process.env['DATABASE_URL'] ?? '');
    way = await Way.to(database.hostname, Number(database.port));
    stage = await bootService(NotesModule, {
      service: 'orders',
      migrations,
      env: { DATABASE_PATIENCE_MS: String(patienceMs) },
      reaching: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${way.port}` }).toString(),
    });
  }, 60_000);
  afterAll(async () => {
    delete process.env['DATABASE_PATIENCE_MS'];
    way.open();
    await stage.close();
    way.close();
  });

  const write = (id: string) => stage.as(clerk).post('/notes', { id, text: 'x' });
  const isReady = async (): Promise<boolean> =>
    (await stage.app.getHttpAdapter().getInstance().inject({ url: '/health/ready' })).statusCode === 200;
  /** Of the relay's sessions, as the server sees them. */
  const relays = async (): Promise<number[]> =>
    (
      await stage.rows<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = 'tradeloom-relay-orders'
            and datname = current_database()`,
      )
    ).map(({ pid }) => pid);

  it('refuses what comes, and accepts and publishes again by itself once the way is open', async () => {
    expect((await write('before')).status).toBe(201);
    await stage.published(orders.OrderApprovedSchema, ({ orderId }) => orderId === 'before');
    const [cutOff] = await relays();

    way.fallSilent();
    const asked = performance.now();
    expect((await write('meanwhile')).status).toBe(503);
    expect(performance.now() - asked).toBeLessThan(2 * patienceMs + 1_000);
    expect(await isReady()).toBe(false);
    await until(
      'the server let go of the relay that was cut off',
      async () => !(await relays()).some((pid) => pid === cutOff),
    );

    way.open();
    await until('accepted', async () => (await write('after')).status === 201);
    await stage.published(orders.OrderApprovedSchema, ({ orderId }) => orderId === 'after');
    await until('ready', isReady);
  }, 60_000);
});
