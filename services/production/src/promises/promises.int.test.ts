import { readFile } from 'node:fs/promises';
import { Ask, newId, Transactions, withScope } from '@tradeloom/chassis';
import { create, orders, production } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, measured, type Stage } from '@tradeloom/testing';
import { freePort } from '../free-port.fixture.ts';
import { migrations } from '../migrations/all.ts';
import { ProductionModule } from '../production.module.ts';
import { Promises } from './promise.table.ts';
import { WhenOrderClosed } from './when-order-closed.ts';
import { WhenOrderReceived } from './when-order-received.ts';

const d0 = '2026-12-07';
const masterData = new URL('../../../../deploy/demo/master-data/production.json', import.meta.url);
const planner = { login: 'liu.fang', organisation: 'hengda', kind: 'factory', role: 'planner' } as const;

/** Transactions open at the same time, each on a connection of its own. */
const atOnce = 24;

interface Wanted {
  readonly item: string;
  readonly quantity: number;
}

describe('promises made at the same time', () => {
  let stage: Stage;
  beforeAll(async () => {
    const port = String(await freePort());
    const env = {
      DATABASE_POOL_SIZE: String(atOnce),
      GRPC_PORT: port,
      PRODUCTION_GRPC_URL: `127.0.0.1:${port}`,
    };
    stage = await bootService(ProductionModule, { service: 'production', migrations, env });
    await stage.seed(JSON.parse(await readFile(masterData, 'utf8')));
    await stage.today(d0);
  }, 60_000);
  afterAll(() => stage?.close());

  const asParties = <T>(work: () => Promise<T>): Promise<T> =>
    withScope({ by: planner, organisations: ['harbor-pine', 'eastbridge', 'hengda'] }, work);

  /** Runs the reaction itself, many at once: a topic's partition would bring them one by one. */
  const order = async (wanted: readonly Wanted[], id = newId()) => {
    const lines = wanted.map(({ item, quantity }, n) => ({
      lineId: `L${n + 1}`,
      item,
      status: 'open',
      schedules: [{ scheduleId: 'S1', quantity: { value: String(quantity), unit: 'PCE' }, requested: addDays(d0, 60) }],
    }));
    const received = {
      orderId: id,
      number: id,
      customer: 'harbor-pine',
      trader: 'eastbridge',
      factory: 'hengda',
      lines,
    };
    return asParties(async () => {
      await stage.app.get(WhenOrderReceived).handle(create(orders.OrderReceivedSchema, received));
      return stage.app.get(Transactions).run(async (tx) => (await tx.one(Promises, id)).schedules);
    });
  };

  const close = (orderId: string) =>
    asParties(() => stage.app.get(WhenOrderClosed).handle(create(orders.OrderClosedSchema, { orderId })));

  /** Holds what the order's delivery would need in another size. */
  const hold = (orderId: string, quantity: number) =>
    asParties(() => {
      const asked = { lineId: 'L1', scheduleId: 'S1', item: 'KT-18', requested: addDays(d0, 400) };
      const deliveries = [{ ...asked, quantity: { value: String(quantity), unit: 'PCE' } }];
      const request = { changeId: newId(), orderId, deliveries };
      return stage.app.get(Ask).production(production.PromisingService.method.holdChange, request);
    });

  const orderAll = async (all: readonly (readonly Wanted[])[]) => {
    const waiting = all.values();
    const answers: Awaited<ReturnType<typeof order>>[] = [];
    const client = async () => {
      for (const wanted of waiting) answers.push(await order(wanted));
    };
    await Promise.all(Array.from({ length: atOnce }, client));
    return answers;
  };

  /** Every booked day is what promises and changes hold, no more and no less. */
  const unaccounted = () =>
    stage.rows(
      `with held as (
         select slot ->> 'supply' as supply, (slot ->> 'day')::date as day, sum((slot ->> 'quantity')::numeric) as quantity
           from (select jsonb_array_elements(s -> 'slots') as slot
                   from production.promises p, jsonb_array_elements(p.schedules) s
                  union all
                 select jsonb_array_elements(extra) from production.change_holds where status = 'held') all_slots
          group by 1, 2)
       select * from held full join production.bookings b using (supply, day)
        where coalesce(held.quantity, 0) <> coalesce(b.booked, 0)`,
    );

  const overbooked = () =>
    stage.rows(
      `select * from production.bookings where booked > case supply when 'hengda/ASSEMBLY-1' then 120 when 'hengda/ASSEMBLY-2' then 20 else 100 end`,
    );

  // ASVS V2.3.4
  it('promise 100 free pieces to exactly 100 of 300', async () => {
    await stage.as(planner).put('/stocks/KT18-LID', { onHand: { value: '100', unit: 'PCE' }, source: 'count' });
    const answers = await orderAll(Array.from({ length: 300 }, () => [{ item: 'KT18-LID', quantity: 1 }]));
    const promised = answers.filter(([s]) => s?.promised !== null);
    expect(promised).toHaveLength(100);
    expect(await unaccounted()).toEqual([]);
    measured('R5', { pieces: 100, 'orders at once': answers.length, promised: promised.length });
  }, 60_000);

  it('never book a line beyond its day, whatever the orders mix', async () => {
    const mixes: Wanted[][] = [
      [
        { item: 'KT-18', quantity: 7 },
        { item: 'TS-04', quantity: 3 },
      ],
      [
        { item: 'TS-04', quantity: 5 },
        { item: 'KT-18', quantity: 70 },
      ],
      [{ item: 'KT-18', quantity: 130 }],
    ];
    const answers = await orderAll(Array.from({ length: 120 }, (_, i) => mixes[i % mixes.length] ?? []));
    expect(answers.flat().every((s) => s.promised !== null)).toBe(true);
    expect(await overbooked()).toEqual([]);
    expect(await unaccounted()).toEqual([]);
    const [made] = await stage.rows<{ sum: string }>(
      `select sum(booked) from production.bookings where supply = 'hengda/ASSEMBLY-1'`,
    );
    expect(Number(made?.sum)).toBe(40 * (7 + 70 + 130));
  }, 60_000);

  it('and changes held for never take the same day', async () => {
    const ids = Array.from({ length: 12 }, () => newId());
    for (const id of ids) await order([{ item: 'KT-18', quantity: 100 }], id);
    await Promise.all([...ids.map((id) => hold(id, 170)), ...ids.map(() => order([{ item: 'KT-18', quantity: 90 }]))]);
    expect(await overbooked()).toEqual([]);
    expect(await unaccounted()).toEqual([]);
    const held = await stage.rows(`select id from production.change_holds where status = 'held' and extra <> '[]'`);
    expect(held).toHaveLength(ids.length);
  }, 60_000);

  it('are given back when the order is closed before it is firm', async () => {
    const ids = Array.from({ length: 8 }, () => newId());
    const booked = () =>
      stage.rows(`select supply, day::text, booked from production.bookings where booked > 0 order by 1, 2`);
    const before = await booked();
    for (const id of ids) await order([{ item: 'KT-18', quantity: 50 }], id);
    await Promise.all(ids.map(close));
    expect(await booked()).toEqual(before);
    expect(await unaccounted()).toEqual([]);
    expect(await stage.as(planner).get(`/promises/${ids[0]}`)).toMatchObject({ body: { status: 'released' } });
  }, 60_000);
});
