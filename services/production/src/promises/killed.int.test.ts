import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Ask, withScope } from '@tradeloom/chassis';
import { create, orders, production } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, measured, proofRounds, type ServiceProcess, type Stage } from '@tradeloom/testing';
import fc from 'fast-check';
import { freePort } from '../free-port.fixture.ts';
import { migrations } from '../migrations/all.ts';
import { ProductionModule } from '../production.module.ts';
import { WhenOrderReceived } from './when-order-received.ts';

const d0 = '2026-12-07';
const masterData = new URL('../../../../deploy/demo/master-data/production.json', import.meta.url);
const main = new URL('../../dist/main.js', import.meta.url);
const planner = { login: 'liu.fang', organisation: 'hengda', kind: 'factory', role: 'planner' } as const;

const seed = 20261123;
const kills = proofRounds(1);
const atOnce = 16;
const free = 100;
const ids = Array.from({ length: 130 }, (_, n) => `o-${n}`);

/** After how many answers the process is killed, each time. */
const [killedAfter = []] = fc.sample(
  fc.array(fc.integer({ min: 3, max: 60 }), { minLength: kills, maxLength: kills, size: 'max' }),
  { seed, numRuns: 1 },
);

describe(`a service that is killed while it promises (seed ${seed}, killed ${kills} times)`, () => {
  let stage: Stage;
  let port: string;
  beforeAll(async () => {
    port = String(await freePort());
    const env = { DATABASE_POOL_SIZE: String(atOnce), PRODUCTION_GRPC_URL: `127.0.0.1:${port}` };
    stage = await bootService(ProductionModule, { service: 'production', migrations, env });
    await stage.seed(JSON.parse(await readFile(masterData, 'utf8')));
    await stage.today(d0);
    await haveInStock(ids.length);
    await Promise.all(ids.map(order));
    await haveInStock(ids.length + free);
  }, 90_000);
  afterAll(() => stage?.close());

  const asParties = <T>(work: () => Promise<T>): Promise<T> =>
    withScope({ by: planner, organisations: ['harbor-pine', 'eastbridge', 'hengda'] }, work);
  const haveInStock = (pieces: number) =>
    stage.as(planner).put('/stocks/KT18-LID', { onHand: { value: `${pieces}`, unit: 'PCE' }, source: 'count' });
  const delivery = (pieces: number) => ({
    scheduleId: 'S1',
    quantity: { value: `${pieces}`, unit: 'PCE' },
    requested: addDays(d0, 60),
  });
  const order = (id: string): Promise<void> => {
    const lines = [{ lineId: 'L1', item: 'KT18-LID', status: 'open', schedules: [delivery(1)] }];
    const sides = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
    const received = create(orders.OrderReceivedSchema, { orderId: id, number: id, ...sides, lines });
    return asParties(() => stage.app.get(WhenOrderReceived).handle(received));
  };

  /** Asks for one piece more, always under the same id. Whether there was an answer. */
  const ask = async (orderId: string): Promise<boolean> => {
    const deliveries = [{ ...delivery(2), lineId: 'L1', item: 'KT18-LID' }];
    const request = { changeId: `more-${orderId}`, orderId, deliveries };
    try {
      await asParties(() => stage.app.get(Ask).production(production.PromisingService.method.holdChange, request));
      return true;
    } catch (error) {
      if (error instanceof Error && 'statusCode' in error && error.statusCode === 503) return false;
      throw error;
    }
  };
  const started = async (): Promise<ServiceProcess> => {
    const process = stage.process(main, { GRPC_PORT: port });
    while (!(await ask('o-0'))) {
      if (process.ending() !== undefined) throw new Error(`it did not start: ${process.ending()}`);
      await pause(20);
    }
    return process;
  };
  /** All ask, many at once. @param answered is told of every answer @returns how many had none */
  const askAll = async (answered: () => void = () => undefined): Promise<number> => {
    const waiting = ids.values();
    let unanswered = 0;
    const client = async (): Promise<void> => {
      for (const id of waiting) {
        if (await ask(id)) answered();
        else unanswered += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, client));
    return unanswered;
  };

  const promisedMore = () =>
    stage.rows<{ held: number; booked: number }>(
      `select (select count(*)::int from production.change_holds where status = 'held' and extra <> '[]') as held,
              (select sum(booked)::int from production.bookings where supply like '%KT18-LID') as booked`,
    );

  it(
    'promises 100 free pieces to exactly 100 of those who ask, and ask again',
    async () => {
      const unanswered: number[] = [];
      for (const answers of killedAfter) {
        const process = await started();
        let left = answers;
        let killed: Promise<void> | undefined;
        const without = await askAll(() => {
          left -= 1;
          if (left === 0) killed = process.kill();
        });
        await killed;
        unanswered.push(without);
        const [now] = await promisedMore();
        expect(now?.held).toBeLessThanOrEqual(free);
        expect(now?.booked).toBe(ids.length + (now?.held ?? 0));
      }
      expect(Math.min(...unanswered)).toBeGreaterThan(0);
      await started();
      expect(await askAll()).toBe(0);
      expect(await promisedMore()).toEqual([{ held: free, booked: ids.length + free }]);
      measured('R5', { 'times killed': kills, 'asked while killed': ids.length, 'promised of 100 free': free });
    },
    120_000 * (kills + 1),
  );
});
