import { type Actor, type AddingTx, allOf, RelayBell, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { In, IsNull, Not, Raw } from 'typeorm';
import { bootService, type Stage } from './boot-service.ts';
import { hear, migrations, Notes, NotesModule, writeNote } from './notes-service.ts';

const chen: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };

describe('transactions', () => {
  let stage: Stage;
  let transactions: Transactions;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
    transactions = stage.app.get(Transactions);
  }, 60_000);
  afterAll(() => stage.close());

  const asChen = <T>(work: () => Promise<T>): Promise<T> =>
    withScope({ by: chen, organisations: ['eastbridge'] }, work);
  const run = <T>(work: (tx: Tx) => Promise<T>) => asChen(() => transactions.run(work));
  const together = <T>(work: (tx: AddingTx) => Promise<T>) => asChen(() => transactions.together(work));
  const write = (id: string, text = 'text') => writeNote(id, text, ['eastbridge']);
  const kept = async (prefix: string): Promise<string[]> => {
    const rows = await stage.rows<{ id: string }>('select id from orders.notes where id like $1 order by id', [
      `${prefix}%`,
    ]);
    return rows.map(({ id }) => id);
  };
  const eventsOf = (prefix: string) =>
    stage.rows<{ aggregate_id: string; version: number; position: string; xmin: string }>(
      'select aggregate_id, version, position, xmin from orders.events where aggregate_id like $1 order by position',
      [`${prefix}%`],
    );

  it('shows a transaction what it has added and changed itself, and keeps each step as an event', async () => {
    const seen = await run(async (tx) => {
      await tx.add(Notes, write('a-1'));
      await tx.change(Notes, 'a-1', hear);
      await tx.change(Notes, 'a-1', hear);
      return tx.one(Notes, 'a-1');
    });
    expect(seen).toMatchObject({ heard: 2, version: 3 });
    expect((await eventsOf('a-')).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  // ASVS V2.3.3, V16.5.3
  it('keeps nothing when the work fails, and names what the database refused, not what came after it', async () => {
    const failing = run(async (tx) => {
      await tx.add(Notes, write('b-1'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await run((tx) => tx.add(Notes, write('b-2')));
    const twice = run(async (tx) => {
      await tx.add(Notes, write('b-2'));
      await tx.find(Notes, {});
    });
    await expect(twice).rejects.toThrow('violates unique constraint');
    expect(await kept('b-')).toEqual(['b-2']);
    expect(await eventsOf('b-')).toHaveLength(1);
  });

  it('runs the loser of a collision once more, so that it sees what the winner has kept', async () => {
    const bothSeeNothing = Promise.withResolvers<void>();
    let looking = 0;
    const writeOnce = () =>
      run(async (tx) => {
        const [known] = await tx.find(Notes, { id: 'c-1' });
        looking += 1;
        if (looking === 2) bothSeeNothing.resolve();
        await bothSeeNothing.promise;
        return known ? 'known' : (await tx.add(Notes, write('c-1'))).id;
      });
    expect((await Promise.all([writeOnce(), writeOnce()])).toSorted()).toEqual(['c-1', 'known']);
  });

  it('keeps more in one go than one statement can hold', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `many-${String(i).padStart(3, '0')}`);
    await run(async (tx) => {
      for (const id of ids) await tx.add(Notes, write(id));
    });
    expect(await kept('many-')).toEqual(ids);
    expect((await eventsOf('many-')).map(({ aggregate_id }) => aggregate_id)).toEqual(ids);
  });

  it('takes no statement after its end', async () => {
    const tx = await run((open) => Promise.resolve(open));
    await expect(tx.find(Notes, {})).rejects.toThrow('the transaction has ended');
  });

  it('keeps what comes together in fewer transactions, each answer to its own caller', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `d-${String(i).padStart(2, '0')}`);
    const answers = await Promise.all(ids.map((id) => together((tx) => tx.add(Notes, write(id)))));
    expect(answers.map(({ id }) => id)).toEqual(ids);
    expect(await kept('d-')).toEqual(ids);
    const events = await eventsOf('d-');
    expect(events).toHaveLength(ids.length);
    expect(new Set(events.map(({ xmin }) => xmin)).size).toBeLessThan(ids.length / 2);
  });

  it('lets nobody suffer from the others: a refusal is its own, a twin sees the first one', async () => {
    await run((tx) => tx.add(Notes, write('e-known')));
    const writeOnce = (id: string, text?: string) =>
      together(async (tx) => {
        const [known] = await tx.find(Notes, { id });
        return known ? `known ${id}` : (await tx.add(Notes, write(id, text))).id;
      });
    const [first, refused, known, twin, other] = await Promise.allSettled([
      writeOnce('e-1'),
      writeOnce('e-2', 'forbidden'),
      writeOnce('e-known'),
      writeOnce('e-1'),
      writeOnce('e-3'),
    ]);
    expect([first, twin].map((one) => one?.status === 'fulfilled' && one.value).toSorted()).toEqual([
      'e-1',
      'known e-1',
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(DomainError) });
    expect(known).toMatchObject({ value: 'known e-known' });
    expect(other).toMatchObject({ value: 'e-3' });
    expect(await kept('e-')).toEqual(['e-1', 'e-3', 'e-known']);
  });

  it('never mixes callers of different organisations', async () => {
    const writeFor = (organisation: string) =>
      withScope({ by: { ...chen, organisation }, organisations: [organisation] }, () =>
        transactions.together(async (tx) => {
          const seen = await tx.find(Notes, {});
          await tx.add(Notes, writeNote(`f-${organisation}`, 'mine', [organisation]));
          return new Set(seen.flatMap(({ parties }) => parties));
        }),
      );
    const seen = await Promise.all(['hengda', 'jingsu', 'eastbridge', 'hengda2'].map(writeFor));
    expect(seen.map((parties) => [...parties])).toEqual([[], [], ['eastbridge'], []]);
  });

  it('answers several questions at once, each as a question by itself is answered', async () => {
    await run(async (tx) => {
      for (const [id, text] of [
        ['g-1', 'one'],
        ['g-2', 'two'],
        ['g-3', 'two'],
      ] as const)
        await tx.add(Notes, write(id, text));
    });
    const conditions = [
      { id: In(['g-1', 'g-2', 'x']) },
      { text: 'two', id: Not('g-2') },
      { text: Not(In(['one', 'text', 'mine'])) },
      { id: Not(IsNull()), text: 'one' },
      { text: 'none' },
      { id: Raw((id) => `right(${id}, 1) = any(:ends) and ${id}::text like :like`, { ends: ['2', '3'], like: 'g-%' }) },
    ];
    const { first, ...others } = await run((tx) =>
      tx.findAll({
        first: allOf(Notes, conditions[0] ?? {}),
        ...Object.fromEntries(conditions.map((where, i) => [`question${i}`, allOf(Notes, where)])),
      }),
    );
    expect(first.map(({ id }) => id).toSorted()).toEqual(['g-1', 'g-2']);
    for (const [i, where] of conditions.entries()) {
      const alone = await run((tx) => tx.find(Notes, where, { id: 'ASC' }));
      const asked = (others as Record<string, typeof alone>)[`question${i}`] ?? [];
      expect(asked.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(alone);
    }
  });

  it('refuses to look for nothing by mistake', async () => {
    await expect(run((tx) => tx.find(Notes, { text: undefined as unknown as string }))).rejects.toThrow('IsNull()');
  });

  it('wakes the relay after a commit that left events, and after no other', async () => {
    const rings = import.meta.jest.spyOn(stage.app.get(RelayBell), 'ring');
    await run((tx) => tx.add(Notes, write('h-1')));
    await together((tx) => tx.add(Notes, write('h-2')));
    await run((tx) => tx.change(Notes, 'h-1', hear));
    expect(rings).toHaveBeenCalledTimes(3);
    await run((tx) => tx.one(Notes, 'h-1'));
    await run((tx) => tx.change(Notes, 'h-1', (note) => ({ state: note, events: [] })));
    await together((tx) => tx.find(Notes, {}));
    await run(async (tx) => {
      await tx.change(Notes, 'h-1', hear);
      throw new Error('taken back');
    }).catch(() => undefined);
    expect(rings).toHaveBeenCalledTimes(3);
    rings.mockRestore();
  });
});
