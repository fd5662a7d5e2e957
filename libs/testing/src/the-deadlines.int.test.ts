import { Controller, Module } from '@nestjs/common';
import {
  type Actor,
  ChassisModule,
  Due,
  type FallenDue,
  type Identified,
  Lifecycle,
  type Noun,
  nounColumns,
  Transactions,
  withScope,
} from '@tradeloom/chassis';
import { create, orders } from '@tradeloom/contracts';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { bootService, type Stage } from './boot-service.ts';
import { until } from './until.ts';

/** Rings on a day or at an instant, and does not change what it waits for when it does. */
type Alarm = Identified & { on: string | null; at: string | null; rung: number };
const Alarms: Noun<Alarm> = {
  name: 'alarm',
  table: new EntitySchema<Alarm>({
    name: 'alarm',
    tableName: 'alarms',
    columns: {
      ...nounColumns,
      on: { name: 'rings_on', type: 'text', nullable: true },
      at: { name: 'rings_at', type: 'text', nullable: true },
      rung: { type: 'int' },
    },
  }),
  deadlines: {
    ring: ({ on, at }) => (on ? [{ on }] : at ? [{ at }] : []),
    forgotten: ({ id }) => (id.startsWith('forgotten') ? [{ on: '2026-12-01' }] : []),
  },
};

class Alarms1764000000001 implements MigrationInterface {
  readonly name = 'Alarms1764000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table alarms (id text primary key, version int not null, parties text[] not null, rings_on text, rings_at text, rung int not null)',
    );
    await runner.query(`select platform.protect('alarms')`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table alarms');
  }
}

/** What goes wrong with the next rings, after they have had their effect. */
const faults: Error[] = [];

@Controller()
class Ring {
  constructor(private readonly transactions: Transactions) {}
  @Due(Alarms, 'ring')
  async handle({ id, moment }: FallenDue): Promise<void> {
    await this.transactions.run((tx) =>
      tx.change(Alarms, id, (alarm) => ({
        state: { ...alarm, rung: alarm.rung + 1 },
        events: [create(orders.OrderApprovedSchema, { orderId: id, authority: `${tx.by.login} ${moment}` })],
      })),
    );
    const fault = faults.shift();
    if (fault) throw fault;
  }
}

@Module({
  imports: [ChassisModule.for({ service: 'orders', tables: [Alarms.table], views: { resources: {}, routes: {} } })],
  controllers: [Ring],
})
class AlarmsModule {}

const chen: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };

describe('deadlines', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(AlarmsModule, { service: 'orders', migrations: [Alarms1764000000001] });
    await stage.today('2026-11-30');
  }, 60_000);
  afterAll(() => stage.close());

  const run: Transactions['run'] = (work) =>
    withScope({ by: chen, organisations: ['eastbridge'] }, () => stage.app.get(Transactions).run(work));
  const setAlarm = (id: string, when: { on?: string; at?: string }) =>
    run((tx) =>
      tx.add(Alarms, {
        state: { id, version: 0, parties: ['eastbridge'], on: null, at: null, rung: 0, ...when },
        events: [],
      }),
    );
  const moveAlarm = (id: string, on: string | null) =>
    run((tx) => tx.change(Alarms, id, (alarm) => ({ state: { ...alarm, on }, events: [] })));
  const rungOf = async (id: string): Promise<number | undefined> =>
    (await stage.rows<{ rung: number }>('select rung from orders.alarms where id = $1', [id]))[0]?.rung;
  const awaited = (id: string) =>
    stage.rows<{ name: string; failure: string | null; attempts: number }>(
      'select name, failure, attempts from orders.deadlines where aggregate_id = $1',
      [id],
    );
  const heard = (id: string) => stage.soFar(orders.OrderApprovedSchema).filter((e) => e.orderId === id);

  it('come on their business date and not before, as the service, for the parties, with the effect', async () => {
    await setAlarm('on-time', { on: '2026-12-02' });
    await setAlarm('witness', { on: '2026-12-01' });
    await stage.today('2026-12-01');
    await until('the witness rang', async () => (await rungOf('witness')) === 1);
    expect(await rungOf('on-time')).toBe(0);
    await stage.today('2026-12-02');
    const rang = await stage.published(orders.OrderApprovedSchema, (e) => e.orderId === 'on-time');
    expect(rang.authority).toBe('orders 2026-12-02');
    expect(await awaited('on-time')).toEqual([]);
  });

  it('come at their instant by the clock of the database', async () => {
    const [now] = await stage.rows<{ soon: string }>(`select (now() + interval '1 second')::text as soon`);
    await setAlarm('instant', { at: now?.soon ?? '' });
    await stage.published(orders.OrderApprovedSchema, (e) => e.orderId === 'instant');
    const [late] = await stage.rows<{ early: boolean }>(
      `select occurred_at < $1::timestamptz as early from orders.events where aggregate_id = 'instant'`,
      [now?.soon],
    );
    expect(late?.early).toBe(false);
  });

  it('move with their state, and go with it', async () => {
    await setAlarm('moved', { on: '2026-12-03' });
    await setAlarm('cancelled', { on: '2026-12-03' });
    await moveAlarm('moved', '2026-12-05');
    await moveAlarm('cancelled', null);
    await setAlarm('witness-2', { on: '2026-12-04' });
    await stage.today('2026-12-04');
    await until('the second witness rang', async () => (await rungOf('witness-2')) === 1);
    expect([await rungOf('moved'), await rungOf('cancelled')]).toEqual([0, 0]);
    await stage.today('2026-12-05');
    await until('the moved one rang', async () => (await rungOf('moved')) === 1);
  });

  it('leave nothing behind when they fail, are seen by the operator, and come again', async () => {
    faults.push(new Error('the printer burns'));
    await setAlarm('burning', { on: '2026-12-01' });
    const concerns = () => stage.app.get(Lifecycle).concerns().join();
    await until('the failure is named', () => concerns().includes('the printer burns'));
    expect(concerns()).toContain('deadline ring of alarm burning, tried 1 times');
    await until('it rang after all', async () => (await rungOf('burning')) === 1);
    await until('nothing is wrong any more', () => concerns() === '');
    await stage.published(orders.OrderApprovedSchema, (e) => e.orderId === 'burning');
    expect(heard('burning')).toHaveLength(1);
  });

  it('are an alarm when nothing waits for them', async () => {
    await setAlarm('forgotten', {});
    const concerns = () => stage.app.get(Lifecycle).concerns().join();
    await until('the missing method is named', () => concerns().includes('no method is marked @Due'));
    expect(concerns()).toContain('forgotten');
    await stage.rows(`delete from orders.deadlines where aggregate_id = 'forgotten'`);
  });

  it('come once each, whatever happens to who looks for them', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `once-${n}`);
    for (const id of ids) await setAlarm(id, { on: '2026-12-06' });
    const second = await stage.replica();
    await stage.today('2026-12-06');
    const open = async () =>
      Number((await stage.rows<{ n: string }>('select count(*) as n from orders.deadlines'))[0]?.n ?? 0);
    const kill = () =>
      stage.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
          and (application_name = 'tradeloom-deadlines-orders'
               or (application_name = 'tradeloom-orders' and state <> 'idle'))`,
      );
    let killed = 0;
    let closing: Promise<void> | undefined;
    for (let left = await open(); left > 0; left = await open()) {
      if (killed < 5) killed += (await kill()).length;
      if (left < 150) closing ??= second.close();
    }
    await closing;
    expect(killed).toBeGreaterThan(0);
    const rung = await stage.rows(
      `select rung, count(*)::int as n from orders.alarms where id like 'once-%' group by 1`,
    );
    expect(rung).toEqual([{ rung: 1, n: 300 }]);
    const events = await stage.rows(`select count(*)::int as n from orders.events where aggregate_id like 'once-%'`);
    expect(events).toEqual([{ n: 300 }]);
  }, 60_000);
});
