import { type Actor, type Envelope, toHeaders } from '@tradeloom/chassis';
import { create, finance } from '@tradeloom/contracts';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { bootService, type Stage } from './boot-service.ts';
import { migrations, NotesModule } from './notes-service.ts';
import { until } from './until.ts';

const parties = ['eastbridge'];
const operator: Actor = { login: 'ops.e', organisation: 'eastbridge', kind: 'trader', role: 'operator' };
const door = '/quarantine/orders/unreadable';

interface Seen {
  id: string;
  topic: string;
  offset: string;
  key: string | null;
  headers: string[];
  bytes: number;
  reason: string;
}

describe('a record on a topic that is no event that can be read', () => {
  let stage: Stage;
  let kafka: Kafka;
  let topic: string;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
    kafka = new Kafka({ clientId: 'stranger', brokers, logLevel: logLevel.NOTHING });
    topic = `${process.env['KAFKA_TOPIC_PREFIX']}tradeloom.finance.v1`;
  }, 60_000);
  afterAll(() => stage.close());

  const plant = async (messages: Message[]): Promise<void> => {
    const stranger = kafka.producer();
    await stranger.connect();
    await stranger.send({ topic, messages });
    await stranger.disconnect();
  };
  const known = (id: string) => stage.seed({ 'orders.notes': [{ id, version: 1, parties, text: 'known', heard: 0 }] });
  const settled = (orderId: string, name: string): Envelope =>
    stage.envelope('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: name }), parties);
  const says = (id: string, text: string) =>
    until(`${id} says ${text}`, async () => {
      const [row] = await stage.rows<{ text: string }>('select text from orders.notes where id = $1', [id]);
      return row?.text === text;
    });
  const seen = async (): Promise<Seen[]> => (await stage.as(operator).get<{ records: Seen[] }>(door)).body.records;
  const ready = async (): Promise<{ status: string; causes: string[]; heldEvents: Record<string, number> }> =>
    (await stage.app.getHttpAdapter().getInstance().inject({ url: '/health/ready' })).json();

  it('is kept for a person, while every order of its partition goes on', async () => {
    await known('n-1');
    const noise = { key: 'n-1', value: 'noise of canary-4711' };
    const headers = toHeaders(settled('n-2', 'never'));
    const value = Buffer.alloc(0);
    await plant([
      noise,
      { key: null, value: null },
      { key: 'n-2', value, headers: { ...headers, ce_time: 'yesterday' } },
      { key: 'n-2', value, headers: { ...headers, ce_source: '\0' } },
      { key: 'n-2\0', value, headers },
      { key: 'n-2', value, headers: { ...headers, tradeloom_version: '4294967296' } },
    ]);
    await stage.send([settled('n-1', 's1')]);
    await says('n-1', 'known s1');

    const records = await seen();
    expect(records.map(({ offset, key, reason }) => [offset, key, reason])).toEqual([
      ['0', 'n-1', 'event without header ce_subject'],
      ['1', null, 'event without header ce_subject'],
      ['2', 'n-2', 'event of time yesterday'],
      ['3', 'n-2', 'event with NUL in a header or its key'],
      ['4', 'n-2\0', 'event with NUL in a header or its key'],
      ['5', 'n-2', 'event of version 4294967296'],
    ]);
    expect(records[0]).toMatchObject({ topic, bytes: noise.value.length, headers: [] });
    expect(records[2]?.headers).toEqual(expect.arrayContaining(['ce_time', 'tradeloom_parties']));
    expect(JSON.stringify(records)).not.toContain('canary-4711');
    expect(
      await stage.rows(`select convert_from(value, 'UTF8') as value from orders.unreadable_records limit 1`),
    ).toEqual([{ value: noise.value }]);
  });

  it('is named by readiness and counted, until an operator discards it', async () => {
    await until('named', async () => (await ready()).heldEvents['unreadable'] === 6);
    expect(await ready()).toMatchObject({
      status: 'degraded',
      causes: expect.arrayContaining([expect.stringContaining(`unreadable record at ${topic}/0 offset 0 since `)]),
    });
    const [first] = await seen();
    const discard = (actor: Actor) =>
      stage.as(actor).post(`${door}/discard`, { id: first?.id, reason: 'a test of the broker' });
    expect((await discard({ ...operator, role: 'sales' })).status).toBe(403);
    const discarded = await discard(operator);
    expect(discarded).toMatchObject({ status: 200, body: { by: 'ops.e', because: 'a test of the broker' } });
    expect((await discard({ ...operator, login: 'ops.2' })).body).toEqual(discarded.body);
    expect((await stage.as(operator).post(`${door}/discard`, { id: '4711', reason: 'x' })).status).toBe(404);
    expect((await seen()).map(({ offset }) => offset)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is kept once, also when it comes again', async () => {
    await stage.stop();
    const groupId = `${process.env['KAFKA_TOPIC_PREFIX']}tradeloom.orders`;
    const admin = kafka.admin();
    await admin.connect();
    await admin.resetOffsets({ groupId, topic, earliest: true });
    await admin.disconnect();
    await stage.replica();
    await stage.send([settled('n-1', 's2')]);
    await says('n-1', 'known s1 s2');
    expect(
      await stage.rows(
        `select count(*)::int as kept, count(discarded_at)::int as discarded from orders.unreadable_records`,
      ),
    ).toEqual([{ kept: 6, discarded: 1 }]);
  });
});
