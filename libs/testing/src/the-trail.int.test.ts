import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceActor, Transactions, withScope } from '@tradeloom/chassis';
import { tradeloom } from '@tradeloom/cli';
import { type EventRow, eventColumns, noHead, recordOf, sealHash } from '@tradeloom/trail';
import { bootService, type Stage } from './boot-service.ts';
import { measured } from './measured.ts';
import { hear, migrations, Notes, NotesModule, writeNote } from './notes-service.ts';
import { until } from './until.ts';

const orders = 4;
const eventsPerOrder = 6;
const total = orders * eventsPerOrder;
const deadlineSeconds = 20;

const pair = (): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

interface Answer {
  readonly intact: boolean;
  readonly signature: boolean | null;
  readonly services: readonly {
    seals: number;
    chains: number;
    anchors: number;
    findings: { kind: string; number: number | null; eventId: string | null }[];
  }[];
}

describe('the trail', () => {
  const keys = pair();
  let stage: Stage;
  let folder = '';
  let databaseUrl = '';
  const place = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tradeloom-trail-'));
    await writeFile(place('trail.pub.pem'), keys.publicKey);
    await writeFile(place('trail.pem'), keys.privateKey);
    stage = await bootService(NotesModule, {
      service: 'orders',
      migrations,
      env: { TRAIL_PRIVATE_KEY: keys.privateKey, TRAIL_DIR: place('anchors') },
    });
    const [database] = await stage.rows<{ name: string }>('select current_database() as name');
    const url = new URL(process.env['DATABASE_URL'] ?? '');
    url.pathname = `/${database?.name}`;
    databaseUrl = url.href;
    await work();
    await sealed(total);
    await stage.stop();
    await stage.rows('create schema kept');
    for (const table of ['events', 'seals', 'anchors'])
      await stage.rows(`create table kept.${table}_then as table orders.${table}`);
  }, 60_000);

  afterEach(async () => {
    for (const table of ['events', 'seals', 'anchors'])
      await stage.rows(`with gone as (delete from orders.${table}) select`);
    for (const table of ['events', 'seals', 'anchors'])
      await stage.rows(`insert into orders.${table} select * from kept.${table}_then`);
  });

  afterAll(async () => {
    await stage.close();
    await rm(folder, { recursive: true });
  });

  const inTransaction: Transactions['run'] = (change) =>
    withScope({ by: serviceActor('orders'), organisations: ['eastbridge'] }, () =>
      stage.app.get(Transactions).run(change),
    );

  /** Writers of different orders side by side, so that chains interleave. */
  const work = async (): Promise<void> => {
    await Promise.all(
      Array.from({ length: orders }, async (_, order) => {
        await inTransaction((tx) => tx.add(Notes, writeNote(`o-${order}`, 'sealed', ['eastbridge'])));
        for (let i = 1; i < eventsPerOrder; i += 1) await inTransaction((tx) => tx.change(Notes, `o-${order}`, hear));
      }),
    );
  };

  const sealed = (count: number): Promise<void> =>
    until(
      `${count} events are sealed and anchored`,
      async () => {
        const [row] = await stage.rows<{ sealed: number; anchors: number }>(
          'select (select count(*)::int from orders.seals) as sealed, (select count(*)::int from orders.anchors) as anchors',
        );
        return row?.sealed === count && row.anchors > 0;
      },
      deadlineSeconds,
    );

  const run = async (...args: string[]): Promise<{ code: number; out: string }> => {
    const outs: string[] = [];
    const code = await tradeloom(args, {
      language: 'en',
      out: (text) => void outs.push(text),
      err: (text) => void outs.push(text),
      input: async () => '',
    });
    return { code, out: outs.join('\n') };
  };
  const verify = async (...more: string[]): Promise<Answer & { code: number }> => {
    const given = ['--database', databaseUrl, '--key', place('trail.pub.pem')];
    const { code, out } = await run('verify-trail', '--json', ...given, ...more);
    return { code, ...(JSON.parse(out) as Answer) };
  };
  const firstFinding = async (...more: string[]) => (await verify(...more)).services[0]?.findings[0];

  it('is intact when nobody touched it: every event sealed, in one chain per order, and anchored', async () => {
    const { code, intact, services } = await verify();
    expect({ code, intact }).toEqual({ code: 0, intact: true });
    expect(services).toEqual([expect.objectContaining({ seals: total, chains: orders, findings: [] })]);
    expect(services[0]?.anchors).toBeGreaterThan(0);
    measured('R15', { 'events sealed': total, chains: orders, 'false alarms': services[0]?.findings.length ?? 0 });
  });

  it.each([
    ['a bit of the payload', 'set payload = set_bit(payload, 9, 1 - get_bit(payload, 9))'],
    ['who did it', `set actor = actor || '{"login":"somebody"}'`],
    ['who may read it', `set parties = parties || '{jinfeng}'`],
    ['its time', `set occurred_at = occurred_at - interval '1 millisecond'`],
    ['its business date', 'set business_date = business_date - 1'],
    ['its order', `set order_id = 'o-9'`],
  ])('names the row of which a superuser changed %s', async (_, change) => {
    const [touched] = await stage.rows<{ event_id: string }>('select event_id from orders.seals where number = 11');
    await stage.rows(`update orders.events ${change} where id = $1`, [touched?.event_id]);
    expect(await firstFinding()).toMatchObject({ kind: 'row-altered', number: 11, eventId: touched?.event_id });
    const { code, out } = await run('verify-trail', '--database', databaseUrl, '--key', place('trail.pub.pem'));
    expect(code).toBe(1);
    expect(out).toContain(`orders #11`);
  });

  it('names the row that a superuser deleted, with or without its seal', async () => {
    await stage.rows('delete from orders.events where id = (select event_id from orders.seals where number = 7)');
    expect(await firstFinding()).toMatchObject({ kind: 'event-missing', number: 7 });
    await stage.rows('delete from orders.seals where number = 7');
    expect(await firstFinding()).toMatchObject({ kind: 'seal-missing', number: 7 });
  });

  it('names the first of two rows that a superuser exchanged', async () => {
    await stage.rows('update orders.seals set event_id = gen_random_uuid() where number = 5');
    await stage.rows(
      `update orders.seals set event_id = (select event_id from kept.seals_then where number = 5) where number = 9`,
    );
    await stage.rows(
      `update orders.seals set event_id = (select event_id from kept.seals_then where number = 9) where number = 5`,
    );
    expect(await firstFinding()).toMatchObject({ kind: 'row-altered', number: 5 });
  });

  it('names the row that a superuser put in, sealed or not', async () => {
    await stage.rows(
      `insert into orders.events select gen_random_uuid(), nextval('orders.events_position_seq'), aggregate, aggregate_id,
              999, order_id, type, payload, parties, actor, business_date, now() - interval '1 day' from orders.events limit 1`,
    );
    const [put] = await stage.rows<{ id: string }>('select id from orders.events where version = 999');
    expect(await firstFinding()).toMatchObject({ kind: 'event-unsealed', eventId: put?.id });
    await stage.rows(
      `insert into orders.seals select max(number) + 1, 'order:o-1', $2, $1::uuid, sha256('') from orders.seals`,
      [put?.id, eventsPerOrder + 1],
    );
    expect(await firstFinding()).toMatchObject({ kind: 'row-altered', number: total + 1, eventId: put?.id });
  });

  /** As somebody would who has read this code: the row is changed and its chain computed anew to the end. */
  const rewriteChain = async (chain: string): Promise<void> => {
    await stage.rows(`update orders.events set business_date = business_date - 1 where order_id = $1`, [
      chain.slice(6),
    ]);
    const rows = await stage.rows<EventRow & { number: string; link: number }>(
      `select s.number::text, s.link, ${eventColumns} from orders.seals s join orders.events e on e.id = s.event_id
        where s.chain = $1 order by s.link`,
      [chain],
    );
    let previous = noHead.hash;
    for (const row of rows) {
      const at = { service: 'orders', number: Number(row.number), chain, link: row.link };
      previous = sealHash(at, previous, recordOf(row));
      await stage.rows(`update orders.seals set hash = decode($2, 'hex') where number = $1`, [row.number, previous]);
    }
  };

  it('names the anchored row of a chain that was computed anew, also when the anchors in the database went with it', async () => {
    const exported = await readdir(place('anchors/orders'));
    const texts = await Promise.all(exported.map((name) => readFile(place(`anchors/orders/${name}`), 'utf8')));
    const heads = texts.flatMap((text) => text.split('\n').filter((line) => line.includes('"chain"')));
    const { chain, number } = JSON.parse(heads[0] ?? '') as { chain: string; number: number };
    await rewriteChain(chain);
    expect(await firstFinding()).toMatchObject({ kind: 'anchor-differs', number });
    await stage.rows('delete from orders.anchors');
    expect((await verify()).intact).toBe(true);
    expect(await firstFinding('--anchors', place('anchors'))).toMatchObject({ kind: 'anchor-differs', number });
  });

  it('does not believe an anchor that another key signed', async () => {
    await writeFile(place('other.pub.pem'), pair().publicKey);
    expect(await firstFinding('--key', place('other.pub.pem'))).toMatchObject({ kind: 'anchor-forged' });
  });

  it('does not believe an anchor that says nothing, and takes no other file for a trail', async () => {
    await stage.rows(`update orders.anchors set content = 'x' || content`);
    expect(await firstFinding()).toMatchObject({ kind: 'anchor-forged' });
    for (const content of ['', 'no json', '{"trail":1,"orderId":null,"anchors":{}}\n', '{"a":1}\n{"b":2}\n']) {
      await writeFile(place('other.jsonl'), content);
      const { code, out } = await run('verify-trail', place('other.jsonl'), '--key', place('trail.pub.pem'));
      expect([code, out]).toEqual([2, expect.stringContaining('cannot be read as a trail')]);
    }
  });

  it('names an event that the gateway heard otherwise, or that only the gateway remembers', async () => {
    await stage.rows('create schema gateway');
    await stage.rows(
      'create table gateway.timeline (event_id uuid, service text, digest text, occurred_at timestamptz)',
    );
    try {
      const [third] = await stage.rows<{ event_id: string }>('select event_id from orders.seals where number = 3');
      await stage.rows(`insert into gateway.timeline values ($1, 'orders', 'other', now())`, [third?.event_id]);
      expect(await firstFinding()).toMatchObject({ kind: 'witness-differs', number: 3 });
      await stage.rows('update gateway.timeline set event_id = gen_random_uuid()');
      expect(await firstFinding()).toMatchObject({ kind: 'witness-alone', number: null });
    } finally {
      await stage.rows('drop schema gateway cascade');
    }
  });

  it.each([[[]], [['--order', 'o-2']]])(
    'leaves the house as a signed file that is checked without a server (%j)',
    async (which) => {
      const { out } = await run('export-trail', ...which, '--database', databaseUrl, '--key', place('trail.pem'));
      await writeFile(place('trail.jsonl'), `${out}\n`);
      const check = async (): Promise<{ code: number } & Answer> => {
        const answer = await run('verify-trail', place('trail.jsonl'), '--json', '--key', place('trail.pub.pem'));
        return { code: answer.code, ...(JSON.parse(answer.out) as Answer) };
      };
      const seals = which.length === 0 ? total : eventsPerOrder;
      expect(await check()).toMatchObject({ code: 0, intact: true, signature: true, services: [{ seals }] });
      const altered = out.replace(/"businessDate":"\d{4}/, '"businessDate":"1999');
      expect(altered).not.toBe(out);
      await writeFile(place('trail.jsonl'), `${altered}\n`);
      expect(await check()).toMatchObject({ code: 1, intact: false, signature: false });
      expect((await check()).services[0]?.findings[0]).toMatchObject({ kind: 'row-altered' });
    },
  );
});
