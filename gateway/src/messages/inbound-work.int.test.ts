import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { heldUntil } from '../../test/held-until.ts';
import { order, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
const file = (number: number): string => order(String(number).padStart(9, '0'), `PO-${number}`);
const sheet = '订单号,行号,里程碑,完工数量,报废,截止日期\nWX-1,1,完工,3,0,2026/12/20\n';

describe('files that cannot be read', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMITS: 'files=1000000/60,writes=1000000/60' });
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
    isLater: boolean;
  }
  const counted = async (id: string): Promise<Counted | undefined> => {
    const [row] = await scene.stage.rows<Counted>(
      `select status, read_attempts, next_read_at, next_read_at > now() as "isLater" from gateway.interchanges where id = $1`,
      [id],
    );
    return row;
  };
  const dueNow = (id: string, attempts: number) =>
    scene.stage.rows('update gateway.interchanges set read_attempts = $2, next_read_at = now() where id = $1', [
      id,
      attempts,
    ]);
  const release = (id: string) => scene.call('POST', `/api/v1/partners/${partner}/interchanges/${id}/release`, 'ops.e');
  const concerns = async () =>
    (await scene.call('GET', '/health/ready', 'nobody')).json<{ causes: string[] }>().causes.join();

  it('keep nobody else’s waiting, however many they are', async () => {
    for (let n = 1; n <= 120; n++) await scene.send(partner, file(n));
    const left = await scene.send('jinfeng', sheet, { 'content-type': 'text/csv' });
    const { status } = await scene.settled('jinfeng', left);
    await scene.stage.rows(`update gateway.interchanges set status = 'received' where id = $1`, [left]);
    expect((await scene.settled('jinfeng', left)).status).toBe(status);
    await scene.stage.rows(`update gateway.interchanges set status = 'rejected' where partner = $1`, [partner]);
  }, 60_000);

  it('are tried ever more seldom, and each attempt is counted before it begins', async () => {
    const id = await scene.send(partner, file(201));
    expect(await counted(id)).toMatchObject({ status: 'received', read_attempts: 1, isLater: true });
    await dueNow(id, 2);
    await until('it is tried again', async () => (await counted(id))?.read_attempts === 3);
    expect(await counted(id)).toMatchObject({ status: 'received', isLater: true });
  }, 60_000);

  it('are parked in the end: both sides hear of it, and an operator has them read', async () => {
    const id = await scene.send(partner, file(202));
    expect((await release(id)).json()).toMatchObject({ code: 'gateway.interchange.not-held' });
    await dueNow(id, 5);
    const told = await scene.stage.published(gateway.InterchangeUnreadSchema, (e) => e.ref?.interchangeId === id);
    expect(told).toMatchObject({ sender: partner, receiver: 'eastbridge', attempts: 5 });
    expect(await counted(id)).toMatchObject({ status: 'received', next_read_at: null });
    expect((await scene.fateOf(partner, id)).errors).toMatchObject([{ code: 'gateway.file.unread' }]);
    await until('operators are told why', async () =>
      (await concerns()).includes(`interchange ${id} cannot be read: map 850 004010 1 does not hold`),
    );

    expect((await release(id)).status).toBe(204);
    expect(await counted(id)).toMatchObject({ read_attempts: 1, isLater: true });
    await dueNow(id, 5);
    await until('it is parked again', async () => (await counted(id))?.next_read_at === null);
    await scene.stage.rows(`update gateway.partner_maps set status = 'retired' where id = 'm-1'`);
    expect((await release(id)).status).toBe(204);
    expect(await scene.settled(partner, id)).toMatchObject({ status: 'processed', errors: [] });
    await until('nobody has to see to it', async () => !(await concerns()).includes(id));
  }, 60_000);

  it('are read by themselves once what is agreed has been mended', async () => {
    await scene.stage.rows(`update gateway.partner_maps set status = 'active' where id = 'm-1'`);
    const id = await scene.send(partner, file(203));
    await dueNow(id, 5);
    await until('it is parked', async () => (await counted(id))?.next_read_at === null);
    const json = { 'content-type': 'application/json' };
    const maps = `/api/v1/partners/${partner}/maps`;
    const map = { message: '850', version: '004010', rules: [] };
    const draft = await scene.call('PUT', maps, 'ops.e', JSON.stringify({ map }), json);
    const { id: mended } = draft.json<{ id: string }>();
    await scene.stage.rows(`update gateway.partner_maps set status = 'tried', trial = '{}' where id = $1`, [mended]);
    expect((await scene.call('POST', `${maps}/${mended}/activation`, 'ops.e')).status).toBe(200);
    expect(await scene.settled(partner, id)).toMatchObject({ status: 'processed' });
  }, 60_000);
});

describe('a file whose reader loses the database', () => {
  it('is not blamed for it: the attempt does not count, and is made again soon', async () => {
    const scene = await Scene.open();
    try {
      const taking = `perform pg_advisory_xact_lock(hashtextextended('inbound:${partner}', 13))`;
      const givenBack = 'exists (select 1 from gateway.interchanges where read_attempts = 0)';
      const holding = scene.stage.rows(heldUntil(taking, givenBack));
      const id = await scene.send(partner, file(301));
      await until('its reader waits, and is cut off', async () => {
        const ended = await scene.stage.rows(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
              and database = (select oid from pg_database where datname = current_database())`,
        );
        return ended.length > 0;
      });
      await holding;
      expect(await scene.settled(partner, id)).toMatchObject({ status: 'processed', errors: [] });
    } finally {
      await scene.close();
    }
  }, 60_000);
});
