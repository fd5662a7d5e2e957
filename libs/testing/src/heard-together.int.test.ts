import { Controller, Module } from '@nestjs/common';
import { ChassisModule, type Envelope, type Heard, OnEvery, Transactions } from '@tradeloom/chassis';
import { create, finance } from '@tradeloom/contracts';
import fc from 'fast-check';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bootService, type Stage } from './boot-service.ts';
import { until } from './until.ts';

/** Writes down what it hears, on whose behalf, and in which transaction. */
@Controller()
class WhenAnythingHappens {
  constructor(private readonly transactions: Transactions) {}

  @OnEvery()
  async handle(heard: readonly Heard[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      for (const { event, envelope } of heard) {
        const { orderId, stage } = event as finance.PaymentStageSettled;
        if (stage === 'poison') throw new Error('nobody can hear this');
        await tx.query(
          `insert into lines (event_id, key, stage, parties, heard_for)
           values ($1, $2, $3, $4, current_setting('app.organisations'))`,
          [envelope.id, orderId, stage, envelope.parties],
        );
      }
    });
  }
}

class Lines1764000000001 implements MigrationInterface {
  readonly name = 'Lines1764000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table lines (event_id uuid, key text not null, stage text not null, parties text[] not null,
         heard_for text not null, place bigint generated always as identity, written xid8 not null default pg_current_xact_id())`,
    );
    await runner.query(`select platform.protect('lines')`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lines');
  }
}

@Module({
  imports: [ChassisModule.for({ service: 'orders', tables: [], views: { resources: {}, routes: {} } })],
  controllers: [WhenAnythingHappens],
})
class ListeningModule {}

interface Line {
  readonly event_id: string;
  readonly key: string;
  readonly stage: string;
  readonly parties: string[];
  readonly heard_for: string;
  readonly written: string;
}

const seeds = [21, 22, 23];
const ours = ['eastbridge', 'harbor-pine'];
const theirs = ['eastbridge', 'hengda'];

describe('events that are only heard', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(ListeningModule, { service: 'orders', migrations: [Lines1764000000001] });
  }, 60_000);
  afterAll(() => stage.close());

  const settled = (orderId: string, name: string, parties = ours): Envelope =>
    stage.envelope('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: name }), parties);
  const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `s${n + 1}`);
  const linesOf = (...keys: string[]): Promise<Line[]> =>
    stage.rows<Line>('select * from orders.lines where key = any($1) order by place', [keys]);
  const heard = (keys: string[], count: number) =>
    until(`${count} are heard`, async () => (await linesOf(...keys)).length >= count);

  it('are kept many at a time, in their order', async () => {
    const said = names(200).map((name) => settled('file', name));
    await stage.send(said);
    await heard(['file'], said.length);
    const lines = await linesOf('file');
    expect(lines.map((line) => line.stage)).toEqual(names(200));
    expect(new Set(lines.map(({ written }) => written)).size).toBeLessThan(50);
  });

  it.each(seeds)('are heard once and in their order, however often and late they come (seed %i)', async (seed) => {
    const keys = Array.from({ length: 8 }, (_, n) => `shuffled-${seed}-${n}`);
    const said = keys.flatMap((key, n) => names(10).map((name) => settled(key, name, n % 2 === 0 ? ours : theirs)));
    const [arriving = []] = fc.sample(fc.shuffledSubarray([...said, ...said], { minLength: said.length * 2 }), {
      seed,
      numRuns: 1,
    });
    await stage.send(arriving);
    await heard(keys, said.length);
    await stage.send(said);
    const last = settled(`${seed}-last`, 'last');
    await stage.send([last]);
    await heard([`${seed}-last`], 1);
    for (const key of keys) expect((await linesOf(key)).map((line) => line.stage)).toEqual(names(10));
  });

  it('go together where some of them come again, as after a restart', async () => {
    const said = names(120).map((name) => settled('again', name));
    // few: the batch that begins with them brings most of the news
    const before = 10;
    await stage.send(said.slice(0, before));
    await heard(['again'], before);
    await stage.send(said);
    await heard(['again'], said.length);
    const lines = await linesOf('again');
    expect(lines.map((line) => line.stage)).toEqual(names(120));
    expect(new Set(lines.slice(before).map(({ written }) => written)).size).toBeLessThan(20);
  });

  it('are heard on behalf of their parties and nobody else, of however many in one transaction', async () => {
    const partiesOf = (n: number): string[] => ['eastbridge', `customer-${n % 25}`];
    const said = names(200).map((name, n) => settled('mixed', name, partiesOf(n)));
    await stage.send(said);
    await heard(['mixed'], said.length);
    const lines = await linesOf('mixed');
    expect(lines.map((line) => line.stage)).toEqual(names(200));
    expect(lines.map(({ parties }) => parties)).toEqual(said.map(({ parties }) => parties));
    const together = [...Map.groupBy(lines, ({ written }) => written).values()];
    expect(together.length).toBeLessThan(50);
    for (const group of together) {
      const parties = new Set(group.flatMap((line) => line.parties));
      expect(new Set(group.flatMap((line) => line.heard_for.split(',')))).toEqual(parties);
    }
  });

  it('stop their own key alone when one cannot be heard', async () => {
    const keys = Array.from({ length: 20 }, (_, n) => `beside-${n}`);
    const said = keys.flatMap((key, n) => [settled(key, n === 7 ? 'poison' : 's1'), settled(key, 's2')]);
    await stage.send(said);
    const well = keys.filter((_, n) => n !== 7);
    await heard(well, well.length * 2);
    const held = () => stage.rows<{ state: string }>('select state from orders.held_events order by seq');
    await until('both of the sick key are held', async () => (await held()).length === 2);
    expect((await held()).map(({ state }) => state)).toEqual(['failed', 'parked']);
    expect(await linesOf('beside-7')).toEqual([]);
  });
});
