import { serviceActor, Transactions, withScope } from '@tradeloom/chassis';
import { create, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from './boot-service.ts';
import { measured } from './measured.ts';
import { hear, migrations, Notes, NotesModule, writeNote } from './notes-service.ts';

const writers = 16;
const changesPerWriter = 60;
const aggregates = 12;
const kills = 6;
/** Every so many changes one is taken back, after its events were appended. */
const rolledBackEvery = 7;

const takenBack = new Error('taken back');

describe('the relay', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
  }, 60_000);
  afterAll(() => stage.close());

  const inTransaction: Transactions['run'] = (work) =>
    withScope({ by: serviceActor('orders'), organisations: ['eastbridge'] }, () =>
      stage.app.get(Transactions).run(work),
    );
  const idOf = (n: number): string => `note-${n % aggregates}`;

  /** Writes as a reaction does: its inbox row first, then the aggregate's lock. */
  const write = async (writer: number): Promise<void> => {
    for (let i = 0; i < changesPerWriter; i += 1) {
      await inTransaction(async (tx) => {
        await tx.query(`insert into inbox (event_id, reaction) values (gen_random_uuid(), 'race')`);
        await tx.change(Notes, idOf(writer * 7 + i), hear);
        if (i % rolledBackEvery === 0) throw takenBack;
      }).catch((error: unknown) => {
        if (error !== takenBack) throw error;
      });
    }
  };

  /** Answers a row when there was one to kill: it comes back after a pause. */
  const killRelay = () =>
    stage.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'tradeloom-relay-orders' and datname = current_database()`,
    );

  it('loses, invents and reorders nothing of an aggregate while many write and it is killed again and again', async () => {
    for (let n = 0; n < aggregates; n += 1) {
      await inTransaction((tx) => tx.add(Notes, writeNote(idOf(n), 'raced', ['eastbridge'])));
    }
    const work = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    for (let killed = 0; killed < kills; ) {
      const [gone] = await killRelay();
      if (gone) killed += 1;
    }
    await work;

    const notes = await stage.rows<{ id: string; heard: number }>('select id, heard from orders.notes');
    const committed = writers * (changesPerWriter - Math.ceil(changesPerWriter / rolledBackEvery));
    expect(notes.reduce((sum, { heard }) => sum + heard, 0)).toBe(committed);
    const arrived = { once: 0, again: 0 };
    for (const { id, heard } of notes) {
      await stage.published(orders.ConfirmationGivenSchema, (e) => e.orderId === id && e.code === `heard-${heard}`);
      const codes = stage
        .soFar(orders.ConfirmationGivenSchema)
        .filter((e) => e.orderId === id)
        .map((e) => e.code);
      // At least once: an event may come again after a kill, but never before the one that precedes it.
      expect([...new Set(codes)]).toEqual(Array.from({ length: heard }, (_, i) => `heard-${i + 1}`));
      arrived.once += new Set(codes).size;
      arrived.again += codes.length - new Set(codes).size;
    }
    for (const guarantee of ['R3', 'R4'])
      measured(guarantee, {
        writers,
        'times the relay was killed': kills,
        'events committed': committed,
        'events arrived in order': arrived.once,
        'arrived again': arrived.again,
      });
  }, 60_000);

  it('is woken by a replica that commits while it stands by', async () => {
    const replica = (await stage.replica()).get(Transactions);
    const since = performance.now();
    for (let n = 0; n < 10; n += 1) {
      await withScope({ by: serviceActor('orders'), organisations: ['eastbridge'] }, () =>
        replica.run(async (tx) => {
          await tx.add(Notes, writeNote(`beside-${n}`, 'beside', ['eastbridge']));
          await tx.change(Notes, `beside-${n}`, hear);
        }),
      );
      await stage.published(orders.ConfirmationGivenSchema, ({ orderId }) => orderId === `beside-${n}`);
    }
    // left to itself it looks every 5 s: a commit for each would take 50 s
    expect(performance.now() - since).toBeLessThan(25_000);
  }, 60_000);

  it('publishes more than a batch may hold, in batches', async () => {
    const large = (n: number) =>
      create(orders.OrderApprovedSchema, { orderId: 'large', authority: `${n}-${'x'.repeat(300_000)}` });
    await inTransaction((tx) => tx.add(Notes, writeNote('large', 'large', ['eastbridge'])));
    await inTransaction((tx) =>
      tx.change(Notes, 'large', (note) => ({ state: note, events: [0, 1, 2, 3, 4, 5].map(large) })),
    );
    await stage.published(orders.OrderApprovedSchema, (e) => e.authority.startsWith('5-'));
    const numbers = stage.soFar(orders.OrderApprovedSchema).flatMap((e) => /^(\d)-/.exec(e.authority)?.[1] ?? []);
    expect(numbers).toEqual(['0', '1', '2', '3', '4', '5']);
  });
});
