import { readFile } from 'node:fs/promises';
import { newId, Transactions, withScope } from '@tradeloom/chassis';
import { create, orders } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from '../migrations/all.ts';
import { ProductionModule } from '../production.module.ts';
import { Promises } from './promise.table.ts';
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
    stage = await bootService(ProductionModule, {
      service: 'production',
      migrations,
      env: { DATABASE_POOL_SIZE: String(atOnce) },
    });
    await stage.seed(JSON.parse(await readFile(masterData, 'utf8')));
    await stage.today(d0);
  }, 60_000);
  afterAll(() => stage?.close());

  /** Runs the reaction itself, many at once: a topic's partition would bring them one by one. */
  const order = async (wanted: readonly Wanted[]) => {
    const id = newId();
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
    const scope = { by: planner, organisations: ['harbor-pine', 'eastbridge', 'hengda'] };
    return withScope(scope, async () => {
      await stage.app.get(WhenOrderReceived).handle(create(orders.OrderReceivedSchema, received));
      return stage.app.get(Transactions).run(async (tx) => (await tx.one(Promises, id)).schedules);
    });
  };

  const orderAll = async (all: readonly (readonly Wanted[])[]) => {
    const waiting = all.values();
    const answers: Awaited<ReturnType<typeof order>>[] = [];
    const client = async () => {
      for (const wanted of waiting) answers.push(await order(wanted));
    };
    await Promise.all(Array.from({ length: atOnce }, client));
    return answers;
  };

  /** Every booked day is what the promises hold, no more and no less. */
  const unaccounted = () =>
    stage.rows(
      `with held as (
         select slot ->> 'supply' as supply, (slot ->> 'day')::date as day, sum((slot ->> 'quantity')::numeric) as quantity
           from production.promises p, jsonb_array_elements(p.schedules) s, jsonb_array_elements(s -> 'slots') slot
          group by 1, 2)
       select * from held full join production.bookings b using (supply, day)
        where coalesce(held.quantity, 0) <> coalesce(b.booked, 0)`,
    );

  it('promise 100 free pieces to exactly 100 of 300', async () => {
    await stage.as(planner).put('/stocks/KT18-LID', { onHand: { value: '100', unit: 'PCE' }, source: 'count' });
    const answers = await orderAll(Array.from({ length: 300 }, () => [{ item: 'KT18-LID', quantity: 1 }]));
    expect(answers.filter(([s]) => s?.promised !== null)).toHaveLength(100);
    expect(await unaccounted()).toEqual([]);
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
    const over = await stage.rows(
      `select * from production.bookings where booked > case supply when 'hengda/ASSEMBLY-1' then 120 when 'hengda/ASSEMBLY-2' then 20 else 100 end`,
    );
    expect(over).toEqual([]);
    expect(await unaccounted()).toEqual([]);
    const [made] = await stage.rows<{ sum: string }>(
      `select sum(booked) from production.bookings where supply = 'hengda/ASSEMBLY-1'`,
    );
    expect(Number(made?.sum)).toBe(40 * (7 + 70 + 130));
  }, 60_000);
});
