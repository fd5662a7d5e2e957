import { Scene } from '../../test/scene.ts';
import { As2Messages, type DueMessage } from './as2-messages.ts';
import { ForgetRefused } from './forget-refused.ts';

/** Partners of the demo with whom they trade. */
const parties = { 'harbor-pine': 'eastbridge', jingsu: 'hengda', jinfeng: 'hengda' } as const;
type Partner = keyof typeof parties;

/** A gateway without AS2 keys, which posts nothing by itself. */
describe('the book of AS2 messages', () => {
  let scene: Scene;
  let messages: As2Messages;

  const plantDue = (id: string, partner: Partner, direction: 'in' | 'out', dueFor: string): Promise<unknown> =>
    scene.stage.rows(
      `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, headers, body,
                                         receipt_headers, receipt_body, receipt_url, next_at)
       values ($1, $2, $3, $4, $1, 'waiting', '{}', 'x', '{}', 'y', 'https://a.example', now() - $5::interval)`,
      [id, [partner, parties[partner]], partner, direction, dueFor],
    );
  const idsOf = (claimed: readonly DueMessage[]): string[] => claimed.map(({ id }) => id).toSorted();

  beforeAll(async () => {
    scene = await Scene.open();
    messages = scene.stage.app.get(As2Messages);
    for (const partner of Object.keys(parties)) {
      await scene.stage.rows(
        `insert into gateway.as2_stations (id, version, parties, our_name, their_name, sign, encrypt, compress, cipher, receipt, certificates)
         values ($1, 1, $2, 'US', $1, true, true, true, 'aes-256-cbc', 'sync', '[]')`,
        [partner, [partner, parties[partner as Partner]]],
      );
    }
  }, 60_000);
  afterAll(() => scene.close());

  it('gives out four messages of a partner, to sixteen partners at once: who waits longest goes first', async () => {
    for (let n = 1; n <= 5; n += 1) await plantDue(`j${n}`, 'jingsu', 'out', `${10 - n} minutes`);
    await plantDue('h1', 'harbor-pine', 'in', '8 minutes');
    await plantDue('f1', 'jinfeng', 'in', '1 hour');
    const others = (count: number): string[] => Array.from({ length: count }, (_, n) => `other ${n}`);
    expect(await messages.claim(others(16))).toEqual([]);
    expect(idsOf(await messages.claim(others(15)))).toEqual(['f1']);
    expect(idsOf(await messages.claim(others(15)))).toEqual(['j1', 'j2', 'j3', 'j4']);
    expect(idsOf(await messages.claim([...others(13), 'jingsu']))).toEqual(['h1']);
    expect(idsOf(await messages.claim([]))).toEqual(['j5']);
  });

  it('gives out no bytes: they may be 32 MiB each, and are read when it is their turn', async () => {
    await plantDue('theirs', 'harbor-pine', 'in', '1 minute');
    await plantDue('ours', 'harbor-pine', 'out', '1 minute');
    const claimed = await messages.claim([]);
    expect(idsOf(claimed)).toEqual(['ours', 'theirs']);
    expect(claimed.flatMap((one) => Object.values(one)).filter((value) => Buffer.isBuffer(value))).toEqual([]);
  });

  it('forgets after 90 days what it refused, and nothing that it took', async () => {
    const plant = (id: string, state: string, days: number) =>
      scene.stage.rows(
        `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, settled_at)
         values ($1, array['harbor-pine', 'eastbridge'], 'harbor-pine', 'in', $1, $2, now() - make_interval(days => $3))`,
        [id, state, days],
      );
    await plant('old', 'refused', 91);
    await plant('young', 'refused', 89);
    await plant('taken', 'taken', 91);
    await scene.stage.app.get(ForgetRefused).forget();
    const left = await scene.stage.rows<{ id: string }>(
      `select id from gateway.as2_messages where id in ('old', 'young', 'taken') order by id`,
    );
    expect(left.map(({ id }) => id)).toEqual(['taken', 'young']);
  });
});
