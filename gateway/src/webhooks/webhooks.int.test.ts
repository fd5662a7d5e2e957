import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { create, gateway, orders } from '@tradeloom/contracts';
import { type Stage, until } from '@tradeloom/testing';
import { Webhook } from 'standardwebhooks';
import { type Heard, Receiver } from '../../test/receiver.ts';
import { Scene } from '../../test/scene.ts';
import type { PublicEvent } from '../timeline/public-event.ts';
import type { Delivery } from './deliveries.ts';

const buyer = 'harbor-pine';

interface Endpoint {
  id: string;
  status: string;
  secret: string;
  publicKey: string;
}
interface Page {
  items: PublicEvent[];
  next: string;
}
interface Message {
  type: string;
  timestamp: string;
  data: PublicEvent;
}

const headersOf = ({ headers }: Heard): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** As a receiver does that keeps no secret. */
const isSignedBy = (publicKey: string, heard: Heard): boolean => {
  const headers = headersOf(heard);
  const key = createPublicKey({
    key: Buffer.concat([spki, Buffer.from(publicKey.replace('whpk_', ''), 'base64')]),
    format: 'der',
    type: 'spki',
  });
  const signed = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${heard.body}`);
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, signed, key, Buffer.from(one.slice('v1a,'.length), 'base64')));
};

describe('events told to the systems of their parties', () => {
  const receiver = new Receiver();
  let scene: Scene;
  let stage: Stage;
  beforeAll(async () => {
    await receiver.open();
    scene = await Scene.open({ PARTNER_NETWORKS: '127.0.0.1/32', WEBHOOK_TIMEOUT_SECONDS: '1' });
    ({ stage } = scene);
  }, 60_000);
  afterAll(async () => {
    receiver.close();
    await scene.close();
  });

  const asked = async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    who = buyer,
  ): Promise<{ status: number; json: T }> => {
    const sent = body && { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await scene.call(method, `/api/v1${path}`, who, sent?.payload, sent?.headers);
    return { status: answer.status, json: (answer.text ? answer.json() : {}) as T };
  };
  const register = async (url: string, types: string[] = [], who = buyer): Promise<Endpoint> => {
    const { status, json } = await asked<Endpoint>('POST', '/webhooks', { url, types }, who);
    if (status !== 201) throw new Error(`the endpoint was answered ${status}: ${JSON.stringify(json)}`);
    return json;
  };
  const deliveriesOf = async ({ id }: Endpoint): Promise<Delivery[]> =>
    (await asked<{ items: Delivery[] }>('GET', `/webhooks/${id}/deliveries`)).json.items;
  /** An order of the buyer's is told of, by the service whose event it is. */
  const happen = (number: string, parties = [buyer, 'eastbridge']): Promise<{ id: string }> => {
    const event = create(orders.OrderClosedSchema, { orderId: randomUUID(), number, outcome: 'expired' });
    return stage.publish('orders', event, { parties });
  };
  const untilDelivered = (endpoint: Endpoint, times = 1): Promise<void> =>
    until(
      `${times} delivered`,
      async () => (await deliveriesOf(endpoint)).filter(({ status }) => status === 'delivered').length === times,
    );
  const remove = ({ id }: Endpoint) => asked('DELETE', `/webhooks/${id}`);

  it('are posted once each, signed as the published verifier wants it, and by a public key', async () => {
    const endpoint = await register(
      receiver.at('/well', () => 204),
      ['orders.OrderClosed'],
    );
    const { id } = await happen('one');
    await until('/well is told', () => receiver.on('/well').length === 1);
    const [heard] = receiver.on('/well') as [Heard];
    const message = new Webhook(endpoint.secret).verify(heard.body, headersOf(heard)) as Message;
    expect(message).toMatchObject({
      type: 'orders.OrderClosed',
      data: { id, type: 'orders.OrderClosed', text: { en: 'Order one closed: expired' }, digest: expect.any(String) },
    });
    expect(message.data.text.zh).toBe('订单 one 已关闭：过期');
    expect(headersOf(heard)['webhook-id']).toBe(`msg_${id}`);
    expect(isSignedBy(endpoint.publicKey, heard)).toBe(true);
    expect(isSignedBy(endpoint.publicKey, { ...heard, body: heard.body.replace('OrderClosed', 'OrderOpened') })).toBe(
      false,
    );
    expect(() => new Webhook(endpoint.secret).verify(`${heard.body} `, headersOf(heard))).toThrow(
      'No matching signature found',
    );
    await untilDelivered(endpoint);
    expect(await deliveriesOf(endpoint)).toMatchObject([
      { eventId: id, type: 'orders.OrderClosed', attempts: 1, tried: [{ status: 204, reason: null }] },
    ]);
    await remove(endpoint);
  });

  it('are all delivered to one that refuses half of the time, asks for patience, or hangs', async () => {
    const flaky = await register(receiver.at('/flaky', (nth) => (nth === 1 ? 500 : 200)));
    const later = await register(receiver.at('/later', (nth) => (nth === 1 ? 429 : 200)));
    const hanging = await register(receiver.at('/hanging', (nth) => (nth === 1 ? 'hang' : 200)));
    const sent = await Promise.all(['a', 'b', 'c', 'd'].map((reason) => happen(reason)));
    const ids = sent.map(({ id }) => id).toSorted();
    for (const endpoint of [flaky, later, hanging]) {
      await untilDelivered(endpoint, 4);
      expect((await deliveriesOf(endpoint)).map(({ eventId }) => eventId).toSorted()).toEqual(ids);
    }
    const reasons = async (endpoint: Endpoint) =>
      new Set((await deliveriesOf(endpoint)).flatMap(({ tried }) => tried.flatMap(({ reason }) => reason ?? [])));
    expect(await reasons(flaky)).toEqual(new Set(['answered 500']));
    expect(await reasons(later)).toEqual(new Set(['answered 429']));
    expect(await reasons(hanging)).toEqual(new Set(['no answer in time']));
    for (const endpoint of [flaky, later, hanging]) await remove(endpoint);
  }, 45_000);

  it('that answers 410 is told no more, and its company hears of it', async () => {
    const endpoint = await register(
      receiver.at('/gone', () => 410),
      ['orders.OrderClosed'],
    );
    await happen('first');
    const heard = await stage.published(gateway.WebhookStoppedSchema, (event) => event.endpoint === endpoint.id);
    expect(heard).toMatchObject({ organisation: buyer, reason: 'gone', host: expect.stringContaining('127.0.0.1') });
    await happen('second');
    const stopped = '/events?types=gateway.WebhookStopped';
    await until('it can be read', async () => (await asked<Page>('GET', stopped)).json.items.length === 1);
    expect(receiver.on('/gone')).toHaveLength(1);
    expect((await asked<Endpoint>('GET', `/webhooks/${endpoint.id}`)).json.status).toBe('stopped');
    const url = receiver.at('/gone', () => 200);
    const changed = await asked('PUT', `/webhooks/${endpoint.id}`, { url, types: [], status: 'enabled' });
    expect(changed).toMatchObject({ status: 200, json: { status: 'enabled' } });
    await untilDelivered(endpoint);
    await remove(endpoint);
  }, 30_000);

  it('may be sent again, one or all that failed', async () => {
    const endpoint = await register(
      receiver.at('/again', () => 200),
      ['orders.OrderClosed'],
    );
    const { id } = await happen('again');
    await until('/again is told', () => receiver.on('/again').length === 1);
    await untilDelivered(endpoint);
    expect((await asked('POST', `/webhooks/${endpoint.id}/deliveries/${id}/replay`)).status).toBe(202);
    await until('/again is told', () => receiver.on('/again').length === 2);
    await untilDelivered(endpoint);
    await stage.rows(`update gateway.webhook_deliveries set status = 'failed' where webhook = $1`, [endpoint.id]);
    const since = '2026-01-01T00:00:00Z';
    expect((await asked('POST', `/webhooks/${endpoint.id}/deliveries/replay`, { since })).json).toEqual({ again: 1 });
    await until('/again is told', () => receiver.on('/again').length === 3);
    const ids = receiver.on('/again').map((heard) => headersOf(heard)['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([`msg_${id}`]));
    expect((await asked('POST', `/webhooks/${endpoint.id}/deliveries/${randomUUID()}/replay`)).status).toBe(404);
    await remove(endpoint);
  });

  it('are signed with the old key beside the new one while receivers change over', async () => {
    const before = await register(
      receiver.at('/keys', () => 200),
      ['orders.OrderClosed'],
    );
    const { json: after } = await asked<Endpoint>('POST', `/webhooks/${before.id}/keys`);
    expect(after.secret).not.toBe(before.secret);
    expect((await asked<{ status: number }>('POST', `/webhooks/${before.id}/test`)).json).toMatchObject({
      status: 200,
    });
    const [heard] = receiver.on('/keys') as [Heard];
    for (const { secret, publicKey } of [before, after]) {
      expect(new Webhook(secret).verify(heard.body, headersOf(heard))).toMatchObject({ type: 'gateway.Test' });
      expect(isSignedBy(publicKey, heard)).toBe(true);
    }
    await remove(before);
  });

  it('go to parties only, and an endpoint is its owner’s alone', async () => {
    const endpoint = await register(
      receiver.at('/parties', () => 200),
      ['orders.OrderClosed'],
    );
    await happen('between others', ['eastbridge', 'hengda']);
    const { id } = await happen('ours');
    await until('/parties is told', () => receiver.on('/parties').length === 1);
    expect(receiver.on('/parties').map((heard) => (JSON.parse(heard.body) as Message).data.id)).toEqual([id]);
    for (const path of ['', '/deliveries']) {
      expect((await asked('GET', `/webhooks/${endpoint.id}${path}`, undefined, 'jingsu')).status).toBe(404);
    }
    expect((await asked('POST', `/webhooks/${endpoint.id}/deliveries/${id}/replay`, undefined, 'ops.e')).status).toBe(
      404,
    );
    await remove(endpoint);
    expect((await asked('GET', `/webhooks/${endpoint.id}`)).status).toBe(404);
  });

  it('are refused an address inside, an event that there is not, and an eleventh endpoint', async () => {
    const refusal = async (body: object) => (await asked<{ code: string }>('POST', '/webhooks', body)).json.code;
    expect(await refusal({ url: 'https://10.0.0.1/' })).toBe('gateway.address.inside');
    expect(await refusal({ url: 'http://erp.example.com/' })).toBe('gateway.address.not-https');
    expect(await refusal({ url: 'https://erp.example.com/', types: ['orders.OrderEaten'] })).toBe(
      'gateway.event.unknown',
    );
    const added: Endpoint[] = [];
    for (let n = 0; n < 10; n += 1) added.push(await register(`https://erp.example.com/${n}`, ['gateway.MessageSent']));
    expect(await refusal({ url: 'https://erp.example.com/10' })).toBe('gateway.webhook.too-many');
    for (const endpoint of added) await remove(endpoint);
  });

  it('can be asked for instead: each once, in order, with nothing lost between two questions', async () => {
    const published = await Promise.all(Array.from({ length: 120 }, (_, n) => happen(`asked ${n}`)));
    const sent = new Set(published.map(({ id }) => id));
    const seen: string[] = [];
    let after = '';
    const question = () => `/events?types=orders.OrderClosed${after && `&after=${after}`}`;
    await until('all have come', async () => {
      const { json } = await asked<Page>('GET', question());
      seen.push(...json.items.map(({ id }) => id));
      after = json.next;
      return seen.filter((id) => sent.has(id)).length === sent.size;
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect((await asked<Page>('GET', question())).json).toEqual({ items: [], next: after });
    const kept = await stage.rows<{ id: string }>(
      'select event_id as id from gateway.timeline where event_id = any ($1) order by timeline.written, timeline.position',
      [seen],
    );
    expect(kept.length).toBeGreaterThan(60);
    // Who comes late is given them in pages, and hundreds of them as they follow each other.
    const late: string[] = [];
    for (after = ''; ; ) {
      const { json } = await asked<Page>('GET', question());
      if (json.items.length === 0) break;
      late.push(...json.items.map(({ id }) => id));
      after = json.next;
    }
    expect(late).toEqual(kept.map(({ id }) => id));
    expect((await asked('GET', '/events?after=soon')).status).toBe(422);
    const ofOthers = await asked<Page>('GET', '/events', undefined, 'jingsu');
    expect(ofOthers.json.items.filter(({ id }) => sent.has(id))).toEqual([]);
  });
});
