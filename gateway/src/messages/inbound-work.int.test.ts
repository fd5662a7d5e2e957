import { serviceActor, Transactions, withScope } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { heldUntil } from '../../test/held-until.ts';
import { order, Scene } from '../../test/scene.ts';
import { InboundWork } from './inbound-work.ts';
import { giveBack } from './reading-attempts.ts';

const partner = 'harbor-pine';
const file = (number: number): string => order(String(number).padStart(9, '0'), `PO-${number}`);
const sheet = '订单号,行号,里程碑,完工数量,报废,截止日期\nWX-1,1,完工,3,0,2026/12/20\n';

describe('files that cannot be read', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    // one that held when it came in force, and holds no more
    await scene.stage.rows(
      `insert into gateway.partner_maps (id, version, parties, partner, message, release, number, status, rules, changed_by, changed_at)
       values ('m-1', 1, $1, $2, '850', '004010', 1, 'active', $3, 'ops.e', now())`,
      [[partner, 'eastbridge'], partner, JSON.stringify([{ path: 'lines[].sellerItem', at: 'PO1/PO199' }])],
    );
  }, 60_000);
  afterAll(() => scene.close());

  interface Counted {
    status: string;
    read_attempts: number;
    next_read_at: Date | null;
    /** Seconds from its coming to its next attempt. */
    pause: number | null;
  }
  const counted = async (id: string): Promise<Counted | undefined> => {
    const [row] = await scene.stage.rows<Counted>(
      `select status, read_attempts, next_read_at, extract(epoch from next_read_at - received_at)::float as pause
         from gateway.interchanges where id = $1`,
      [id],
    );
    return row;
  };
  /** The gateway looks now, and not seconds later; and again, where somebody still had the file. */
  const untilLooked = (what: string, holds: () => Promise<boolean>) =>
    until(what, async () => {
      scene.stage.app.get(InboundWork).ring();
      return holds();
    });
  const dueNow = (id: string, attempts: number) =>
    scene.stage.rows(
      `update gateway.interchanges set read_attempts = $2, next_read_at = now() where id = $1 and status = 'received'`,
      [id, attempts],
    );
  const tried = (id: string, attempts: number) =>
    untilLooked('it is tried again', async () => (await counted(id))?.read_attempts === attempts);
  const parked = async (id: string) => {
    await dueNow(id, 5);
    await untilLooked('it is parked', async () => (await counted(id))?.next_read_at === null);
  };
  const release = (id: string) => scene.call('POST', `/api/v1/partners/${partner}/interchanges/${id}/release`, 'ops.e');
  const concerns = async () =>
    (await scene.call('GET', '/health/ready', 'nobody')).json<{ causes: string[] }>().causes.join();
  /** One of another partner, who can be read. */
  const readable = async (): Promise<string> => {
    const id = await scene.send('jinfeng', sheet, { 'content-type': 'text/csv' });
    await scene.settled('jinfeng', id);
    return id;
  };

  it('keep nobody else’s waiting, however many they are', async () => {
    const left = await readable();
    await scene.stage.rows(
      `with others as (
         insert into gateway.interchanges (id, version, parties, partner, direction, status, format, content_type,
                content_hash, received_at, errors, messages, rows, acknowledgements, by, next_read_at)
         select 'lost-' || n, version, $3, $2, direction, 'received', format, content_type,
                content_hash, received_at, errors, messages, rows, acknowledgements, by, now() - interval '1 minute'
           from gateway.interchanges, generate_series(1, 30) n where id = $1)
       update gateway.interchanges set status = 'received', read_attempts = 1, next_read_at = now() where id = $1`,
      [left, partner, [partner, 'eastbridge']],
    );
    await untilLooked('it is read', async () => (await counted(left))?.status !== 'received');
    const [row] = await scene.stage.rows<{ sooner: number }>(
      `select count(*)::int as sooner from gateway.interchanges other join gateway.interchanges one on one.id = $1
        where other.partner = $2 and other.read_attempts = 2 and other.next_read_at < one.next_read_at`,
      [left, partner],
    );
    expect(row?.sooner).toBe(10);
    await scene.stage.rows(`update gateway.interchanges set status = 'rejected' where partner = $1`, [partner]);
  }, 60_000);

  it('do not keep those behind them waiting, even when they cannot be counted', async () => {
    const [first, behind] = [await readable(), await readable()];
    await scene.stage.rows(`
      create function gateway.refuse() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$;
      create trigger refuse before update of read_attempts on gateway.interchanges
        for each row when (new.id = '${first}') execute function gateway.refuse()`);
    try {
      await scene.stage.rows(
        `update gateway.interchanges set status = 'received',
                next_read_at = now() - case when id = $1 then interval '1 minute' else interval '0' end
          where id = any ($2)`,
        [first, [first, behind]],
      );
      await untilLooked('the one behind is read', async () => (await counted(behind))?.status !== 'received');
      expect(await counted(first)).toMatchObject({ status: 'received', read_attempts: 1 });
    } finally {
      await scene.stage.rows('drop trigger refuse on gateway.interchanges; drop function gateway.refuse()');
    }
    await untilLooked('so is the first', async () => (await counted(first))?.status !== 'received');
  }, 60_000);

  it('are tried ever more seldom, and each attempt is counted before it begins', async () => {
    const id = await scene.send(partner, file(201));
    expect((await counted(id))?.pause).toBeGreaterThanOrEqual(5);
    await dueNow(id, 1);
    await tried(id, 2);
    await dueNow(id, 2);
    await tried(id, 3);
    const { status, pause } = (await counted(id)) ?? {};
    expect(status).toBe('received');
    expect(pause).toBeGreaterThanOrEqual(120);
  }, 60_000);

  it('are parked in the end: both sides hear of it, and an operator has them read', async () => {
    const id = await scene.send(partner, file(202));
    expect((await release(id)).json()).toMatchObject({ code: 'gateway.interchange.not-held' });
    await parked(id);
    const told = await scene.stage.published(gateway.InterchangeUnreadSchema, (e) => e.ref?.interchangeId === id);
    expect(told).toMatchObject({ sender: partner, receiver: 'eastbridge', attempts: 5 });
    expect((await scene.fateOf(partner, id)).errors).toMatchObject([{ code: 'gateway.file.unread' }]);
    await untilLooked('operators are told why', async () =>
      (await concerns()).includes(`interchange ${id} cannot be read: map 850 004010 1 does not hold`),
    );

    expect((await release(id)).status).toBe(204);
    expect((await counted(id))?.next_read_at).not.toBeNull();
    await parked(id);
    await scene.stage.rows(`update gateway.partner_maps set status = 'retired' where id = 'm-1'`);
    expect((await release(id)).status).toBe(204);
    expect(await scene.settled(partner, id)).toMatchObject({ status: 'processed', errors: [] });
    await untilLooked('nobody has to see to it', async () => !(await concerns()).includes(id));
    await scene.stage.rows(`update gateway.partner_maps set status = 'active' where id = 'm-1'`);
  }, 60_000);

  it('stay parked when a reader comes late who lost the database', async () => {
    const id = await scene.send(partner, file(204));
    await parked(id);
    const scope = { by: serviceActor('gateway'), organisations: [partner, 'eastbridge'] };
    await withScope(scope, () => scene.stage.app.get(Transactions).run((tx) => giveBack(tx, id)));
    expect(await counted(id)).toMatchObject({ read_attempts: 5, next_read_at: null });
  }, 60_000);

  it('are read by themselves once what is agreed has been mended', async () => {
    const id = await scene.send(partner, file(203));
    await parked(id);
    const json = { 'content-type': 'application/json' };
    const maps = `/api/v1/partners/${partner}/maps`;
    const map = { message: '850', version: '004010', rules: [] };
    const draft = await scene.call('PUT', maps, 'ops.e', JSON.stringify({ map }), json);
    const { id: mended } = draft.json<{ id: string }>();
    await scene.stage.rows(`update gateway.partner_maps set status = 'tried', trial = '{}' where id = $1`, [mended]);
    expect((await scene.call('POST', `${maps}/${mended}/activation`, 'ops.e')).status).toBe(200);
    expect(await scene.settled(partner, id)).toMatchObject({ status: 'processed' });
  }, 60_000);

  it('are not blamed for a database that their reader loses: the attempt does not count, and is made again soon', async () => {
    const taking = `perform pg_advisory_xact_lock(hashtextextended('inbound:jinfeng', 13))`;
    const givenBack = `exists (select 1 from gateway.interchanges where partner = 'jinfeng' and read_attempts = 0)`;
    const { over } = await heldUntil(scene.stage, taking, givenBack);
    const id = await scene.send('jinfeng', sheet, { 'content-type': 'text/csv' });
    await until('its reader waits, and is cut off', async () => {
      const ended = await scene.stage.rows(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`,
      );
      return ended.length > 0;
    });
    await over;
    expect((await counted(id))?.pause).toBeLessThan(30);
    await dueNow(id, 0);
    await untilLooked('it is read', async () => (await counted(id))?.status !== 'received');
    expect((await counted(id))?.read_attempts).toBe(1);
  }, 60_000);
});
