import { setTimeout as pause } from 'node:timers/promises';
import type { Envelope } from '@tradeloom/chassis';
import { create, finance } from '@tradeloom/contracts';
import fc from 'fast-check';
import { bootService, type Stage } from './boot-service.ts';
import { measured } from './measured.ts';
import { migrations, NotesModule } from './notes-service.ts';
import { proofRounds } from './proof-rounds.ts';

const seed = 20261123;
const poisons = proofRounds(5);
const orders = poisons * 40;
const parties = ['eastbridge'];
/** within which a poisoned event has to be seen */
const seenWithinMs = 60_000;

const ids = Array.from({ length: orders }, (_, n) => `o-${n}`);
const [sick = []] = fc.sample(fc.shuffledSubarray(ids, { minLength: poisons, maxLength: poisons }), {
  seed,
  numRuns: 1,
});

/** The time within which 99 of 100 were done. */
const p99 = (times: readonly number[]): number =>
  Math.round(times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN);

describe(`${poisons} poisoned orders among ${orders} (seed ${seed})`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
    await stage.seed({ 'orders.notes': ids.map((id) => ({ id, version: 1, parties, text: '', heard: 0 })) });
  }, 60_000);
  afterAll(() => stage.close());

  const settled = (orderId: string, said: string): Envelope =>
    stage.envelope('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: said }), parties);
  /** How many milliseconds after the sending each event had the effect that this table knows of. */
  const delays = async (table: string, at: string, sentAt: Date, events: readonly Envelope[]): Promise<number[]> => {
    const deadline = performance.now() + seenWithinMs;
    for (;;) {
      const found = await stage.rows<{ ms: number }>(
        `select extract(epoch from ${at} - $1::timestamptz)::float8 * 1000 as ms from orders.${table}
          where event_id::text = any($2)`,
        [sentAt, events.map(({ id }) => id)],
      );
      if (found.length === events.length) return found.map(({ ms }) => ms);
      if (performance.now() > deadline) throw new Error(`${found.length} of ${events.length} in ${table}`);
      await pause(100);
    }
  };
  const applied = async (
    events: readonly Envelope[],
    sent: readonly Envelope[] = events,
  ): Promise<[Date, number[]]> => {
    const sentAt = new Date();
    await stage.send(sent);
    return [sentAt, await delays('inbox', 'seen_at', sentAt, events)];
  };

  it('are seen at once, and the other orders go on', async () => {
    const [, calm] = await applied(ids.map((id) => settled(id, 'deposit')));
    const isSick = new Set(sick);
    const second = ids.map((id) => settled(id, isSick.has(id) ? 'forbidden' : 'balance'));
    const healthy = second.filter(({ key }) => !isSick.has(key));
    const [sentAt, beside] = await applied(healthy, second);
    const seen = await delays(
      'held_events',
      'since',
      sentAt,
      second.filter(({ key }) => isSick.has(key)),
    );
    expect(p99(seen)).toBeLessThan(seenWithinMs);
    const { heldEvents } = (await stage.app.getHttpAdapter().getInstance().inject('/health/ready')).json();
    expect(heldEvents).toMatchObject({ failed: poisons });
    expect(healthy).toHaveLength(orders - poisons);
    measured('R6', {
      'orders with one poisoned in forty': orders,
      'ms until a poisoned event is held, p99': p99(seen),
      'ms until the others are applied, p99': p99(beside),
      'ms without poison, p99': p99(calm),
    });
  }, 180_000);
});
