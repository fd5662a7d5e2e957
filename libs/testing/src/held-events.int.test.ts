import type { Actor, Envelope } from '@tradeloom/chassis';
import { create, finance } from '@tradeloom/contracts';
import fc from 'fast-check';
import { bootService, type Stage } from './boot-service.ts';
import { interruptions, migrations, NotesModule } from './notes-service.ts';
import { until } from './until.ts';

const seeds = [11, 12, 13];
const orders = 1_000;
const parties = ['eastbridge'];
const operator: Actor = { login: 'ops.e', organisation: 'eastbridge', kind: 'trader', role: 'operator' };
const door = '/quarantine/orders';

interface Held {
  id: string;
  state: string;
  key: string;
  version: number;
  reaction: string | null;
  error: string | null;
}

describe('events that cannot be applied when they come', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
  }, 60_000);
  afterAll(() => stage.close());

  const settled = (orderId: string, name: string): Envelope =>
    stage.envelope('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: name }), parties);
  /** Nobody in this service reacts to it. */
  const passing = (orderId: string): Envelope =>
    stage.envelope('finance', create(finance.CreditCheckedSchema, { orderId }), parties);
  const known = (...ids: string[]): Promise<void> =>
    stage.seed({ 'orders.notes': ids.map((id) => ({ id, version: 1, parties, text: 'known', heard: 0 })) });
  const textOf = async (id: string): Promise<string | undefined> =>
    (await stage.rows<{ text: string }>('select text from orders.notes where id = $1', [id]))[0]?.text;
  const held = async (): Promise<Held[]> => (await stage.as(operator).get<{ events: Held[] }>(door)).body.events;
  const replay = (id: string, body: object = { reason: 'seen by ops' }) =>
    stage.as(operator).post(`${door}/${id}/replay`, body);
  const says = (id: string, text: string) => until(`${id} says ${text}`, async () => (await textOf(id)) === text);

  it.each(seeds)('are applied in the order of their saying, however they arrive (seed %i)', async (seed) => {
    const ids = Array.from({ length: 12 }, (_, n) => `shuffled-${seed}-${n}`);
    const names = ['s1', 's2', 's3', 's4', 's5'];
    await known(...ids);
    const said = ids.flatMap((id) => names.map((name) => settled(id, name)));
    const [arriving = []] = fc.sample(fc.shuffledSubarray([...said, ...said], { minLength: said.length * 2 }), {
      seed,
      numRuns: 1,
    });
    await stage.send(arriving);
    for (const id of ids) await says(id, `known ${names.join(' ')}`);
    await until('nothing is held', async () => (await held()).length === 0);
    expect(await Promise.all(ids.map(textOf))).toEqual(ids.map(() => `known ${names.join(' ')}`));
  });

  it.each(seeds)('keep their place among events that nobody here answers (seed %i)', async (seed) => {
    const ids = Array.from({ length: 40 }, (_, n) => `among-${seed}-${n}`);
    await known(...ids);
    const said = ids.flatMap((id) => [
      passing(id),
      passing(id),
      settled(id, 's1'),
      passing(id),
      settled(id, 's2'),
      passing(id),
    ]);
    const [arriving = []] = fc.sample(fc.shuffledSubarray([...said, ...said], { minLength: said.length * 2 }), {
      seed,
      numRuns: 1,
    });
    await stage.send(arriving);
    for (const id of ids) await says(id, 'known s1 s2');
    const behind = async (): Promise<unknown[]> =>
      stage.rows(
        `select aggregate_id, version from orders.event_positions where aggregate_id = any($1) and version <> 6`,
        [ids],
      );
    await until('nobody is behind', async () => (await behind()).length === 0);
    expect([await behind(), await held()]).toEqual([[], []]);
  });

  it('wait for an earlier version that travels under another key', async () => {
    await known('split-a', 'split-b');
    const one = { aggregate: 'receipt', aggregateId: 'r-1' };
    await stage.send([{ ...settled('split-b', 'later'), ...one, version: 2 }]);
    await until('the early one is parked', async () =>
      (await held()).some(({ key, state }) => key === 'split-b' && state === 'parked'),
    );
    await stage.send([{ ...settled('split-a', 'sooner'), ...one, version: 1 }]);
    await says('split-a', 'known sooner');
    await says('split-b', 'known later');
    expect(await held()).toEqual([]);
  });

  it('stop their own order alone: one poison in a thousand orders on one partition', async () => {
    const ids = Array.from({ length: orders }, (_, n) => `many-${n}`);
    const sick = `many-${orders / 2}`;
    await known(...ids);
    const first = ids.map((id) => settled(id, id === sick ? 'forbidden' : 'deposit'));
    const second = ids.filter((_, n) => n % 10 === 0).map((id) => settled(id, 'balance'));
    await stage.send(first);
    await stage.send(second);
    const unfinished = async (): Promise<string[]> => {
      const wanted = ids.map((id, n) => ({ id, text: n % 10 === 0 ? 'known deposit balance' : 'known deposit' }));
      const rows = await stage.rows<{ id: string }>(
        `select wanted.id from jsonb_to_recordset($1) as wanted (id text, text text)
           left join orders.notes using (id, text) where notes.id is null`,
        [JSON.stringify(wanted)],
      );
      return rows.map(({ id }) => id);
    };
    await until('all but one are finished', async () => (await unfinished()).length === 1, 180);
    expect(await unfinished()).toEqual([sick]);
    const poison = first[orders / 2]?.id ?? '';
    expect(await held()).toMatchObject([
      {
        id: poison,
        state: 'failed',
        key: sick,
        reaction: 'WhenStageSettled',
        error: expect.stringContaining('Not this stage'),
      },
      { state: 'parked', key: sick, version: 2 },
    ]);
    expect(await textOf(sick)).toBe('known');
    const readiness = (await stage.app.getHttpAdapter().getInstance().inject('/health/ready')).json();
    expect(readiness).toMatchObject({
      status: 'degraded',
      heldEvents: { failed: 1, parked: 1 },
      causes: [expect.stringContaining(`event ${poison}`)],
    });

    const mended = { reason: 'the stage was named wrongly', corrections: { '/stage': 'deposit' } };
    const [once, twice] = await Promise.all([replay(poison, mended), replay(poison, mended)]);
    expect([once.status, twice.status]).toEqual([200, 200]);
    expect((await replay(poison, mended)).body).toEqual(once.body);
    await says(sick, 'known deposit balance');
    expect(await unfinished()).toEqual([]);
    expect(await held()).toEqual([]);
    expect(
      await stage.rows(`select event_id, outcome, settled_by->>'login' as login, reason, held_error is not null as said
                          from orders.event_settlements where edited_payload is not null`),
    ).toEqual([{ event_id: poison, outcome: 'applied', login: 'ops.e', reason: mended.reason, said: true }]);
  }, 240_000);

  it('wait for what they speak of without holding back the rest of their partition', async () => {
    await known('beside');
    await stage.send([settled('unheard-of', 'early'), settled('beside', 'meanwhile'), settled('unheard-of', 'next')]);
    await says('beside', 'known meanwhile');
    await until('it waits', async () =>
      (await held()).some(({ key, state }) => key === 'unheard-of' && state === 'waiting'),
    );
    await known('unheard-of');
    await says('unheard-of', 'known early next');
    expect(await held()).toEqual([]);
  });

  it('are kept when this release does not know their type, hold back nobody, and are applied by one that does', async () => {
    await known('upgraded');
    const newer = settled('upgraded', 'newer');
    const { type } = newer;
    await stage.send([{ ...newer, type: 'tradeloom.finance.v1.NotInThisRelease' }, settled('upgraded', 'after')]);
    await says('upgraded', 'known after');
    expect(await held()).toMatchObject([{ id: newer.id, state: 'unknown' }]);
    expect(await replay(newer.id)).toMatchObject({ status: 422, body: { code: 'events.held.unknown-type' } });
    // A release cannot learn a type in a test: the event gets the name of one that this release knows.
    await stage.rows('update orders.held_events set type = $2 where event_id = $1', [newer.id, type]);
    await says('upgraded', 'known after newer');
    expect(await held()).toEqual([]);
  });

  it('are no fault of the event when the database goes away: it comes again, and nothing is held', async () => {
    await known('cut-off');
    const reached = new Promise<() => void>((resolve) => {
      interruptions.push(() => new Promise((goOn) => resolve(goOn)));
    });
    await stage.send([settled('cut-off', 'once')]);
    const goOn = await reached;
    await stage.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = 'orders_app' and state = 'idle in transaction'`,
    );
    goOn();
    await says('cut-off', 'known once');
    expect(await stage.rows('select event_id from orders.held_events')).toEqual([]);
  });

  describe('are settled by a person', () => {
    it('who may, of an organisation that is party to the event, and says why', async () => {
      await known('guarded');
      const poison = settled('guarded', 'forbidden');
      const behind = settled('guarded', 'behind');
      await stage.send([poison, behind]);
      await until('two are held', async () => (await held()).length === 2);
      const path = `${door}/${poison.id}/replay`;
      const as = (actor: Partial<Actor>) => stage.as({ ...operator, ...actor });
      const reason = { reason: 'curious' };
      expect((await as({ role: 'sales' }).post(path, reason)).status).toBe(403);
      expect((await as({ organisation: 'hengda', kind: 'factory' }).post(path, reason)).status).toBe(404);
      expect((await as({ organisation: 'hengda', kind: 'factory' }).get(`${door}/${poison.id}`)).status).toBe(404);
      expect((await replay(poison.id, {})).status).toBe(422);
      for (const [pointer, code] of [
        ['/stage', 'events.held.payload'],
        ['/stages', 'events.held.payload'],
        ['/stage/0', 'events.held.pointer'],
      ]) {
        const wrong = { ...reason, corrections: { [pointer ?? '']: 1 } };
        expect((await replay(poison.id, wrong)).body).toMatchObject({ code });
      }
      expect(await replay(behind.id)).toMatchObject({ status: 409, body: { code: 'events.held.behind' } });
      expect(await replay(poison.id)).toMatchObject({ status: 422, body: { code: 'events.held.failed-again' } });
      expect((await stage.as(operator).get(`${door}/${poison.id}`)).body).toMatchObject({
        payload: { orderId: '***', stage: '***' },
        headers: { ce_type: poison.type },
        stack: expect.stringContaining('notes-service'),
      });
      await replay(poison.id, { reason: 'mended', corrections: { '/stage': 'first' } });
      await says('guarded', 'known first behind');
    });

    it('who decides that one is never applied', async () => {
      await known('discarded');
      const poison = settled('discarded', 'forbidden');
      await stage.send([poison, settled('discarded', 'behind')]);
      await until('two are held', async () => (await held()).length === 2);
      const discard = (body: object) => stage.as(operator).post(`${door}/${poison.id}/discard`, body);
      expect((await discard({})).status).toBe(422);
      const done = await discard({ reason: 'settled by telephone' });
      expect(done).toMatchObject({ status: 200, body: { outcome: 'discarded', by: 'ops.e' } });
      await says('discarded', 'known behind');
      expect((await replay(poison.id)).body).toEqual(done.body);
    });

    it('who accepts that an earlier version never came', async () => {
      await known('gap');
      const [first, lost, third] = ['first', 'lost', 'third'].map((name) => settled('gap', name));
      if (!first || !lost || !third) throw new Error('three events');
      await stage.send([first, third]);
      await until('the third is held', async () => (await held()).some(({ id }) => id === third.id));
      expect(await textOf('gap')).toBe('known first');
      expect((await replay(third.id, { reason: 'the second was published by hand elsewhere' })).status).toBe(200);
      await says('gap', 'known first third');
      await stage.send([lost, settled('gap', 'fourth')]);
      await says('gap', 'known first third fourth');
    });
  });
});
