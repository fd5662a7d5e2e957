import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AnsweringService, answered, json } from '../../test/answering-service.ts';
import { Scene } from '../../test/scene.ts';

describe('the API', () => {
  const service = new AnsweringService();
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ ORDERS_URL: await service.open() });
  }, 60_000);
  beforeEach(() => {
    service.heard.length = 0;
    service.answer = answered(201, { id: 'made' });
  });
  afterAll(async () => {
    service.close();
    await scene.close();
  });

  const post = (key: string, body: object, headers: Record<string, string> = {}, who = 'chen.li') =>
    scene.call('POST', '/api/v1/quotes', who, JSON.stringify(body), { ...json, 'idempotency-key': key, ...headers });

  // ASVS V4.1.3
  it('reaches the service with the gateway’s word for the caller, and with nothing that he said himself', async () => {
    await scene.call('GET', '/api/v1/orders?customerOrder=PO-1', 'chen.li', undefined, {
      'x-tradeloom-caller': 'forged',
      cookie: 'a=b',
    });
    const heard = service.heard.at(-1);
    const headers = heard?.headers ?? {};
    expect(heard?.url).toBe('/api/v1/orders?customerOrder=PO-1');
    expect(headers['x-tradeloom-caller']).toMatch(/^eyJ/);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
  });

  it('reaches the events that each service holds, its own too', async () => {
    expect((await scene.call('GET', '/api/v1/quarantine/orders', 'ops.e')).status).toBe(201);
    expect(service.heard.at(-1)?.url).toBe('/api/v1/quarantine/orders');
    const own = await scene.call('GET', '/api/v1/quarantine/gateway', 'ops.e');
    expect([own.status, own.json()]).toEqual([200, { events: [] }]);
    const replay = (body: string) =>
      scene.call('POST', '/api/v1/quarantine/gateway/nothing/replay', 'ops.e', body, json);
    expect((await replay('{}')).status).toBe(422);
    expect((await replay('{"reason":"seen","corrections":{"/a":1}}')).status).toBe(404);
    expect((await scene.call('GET', '/api/v1/quarantine/nowhere', 'ops.e')).status).toBe(404);
    expect(service.heard).toHaveLength(1);
  });

  // ASVS V1.1.1
  it('is left by no path, nor is what was encoded twice decoded twice', async () => {
    const { port } = scene.stage.app.getHttpServer().address() as AddressInfo;
    for (const path of ['orders/../../../openapi.json', 'orders/%2e%2e/%2e%2e/%2e%2e/metrics', 'nothing', '/orders']) {
      // A client that sends the path as it is: most resolve it themselves.
      const headers = { authorization: scene.authorizationOf('chen.li') };
      const [answer] = (await once(request({ port, path: `/api/v1/${path}`, headers }).end(), 'response')) as [
        IncomingMessage,
      ];
      answer.resume();
      expect(answer.statusCode).toBe(404);
    }
    expect(service.heard).toEqual([]);
    await scene.call('GET', '/api/v1/orders/a%252fb?customerOrder=100%2525', 'chen.li');
    expect(service.heard.at(-1)?.url).toBe('/api/v1/orders/a%252fb?customerOrder=100%2525');
    service.heard.length = 0;
  });

  it('refuses a stranger, and a body over the limit, before it is read', async () => {
    expect((await scene.call('POST', '/api/v1/quotes', 'nobody', 'x'.repeat(2_000_000), json)).status).toBe(401);
    expect((await scene.call('POST', '/api/v1/quotes', 'chen.li', 'x'.repeat(2_000_000), json)).status).toBe(413);
    expect(service.heard).toEqual([]);
  });

  // ASVS V16.5.2
  it('says that a service is away with 503, a time to try again, and the trace', async () => {
    const answer = await scene.call('GET', '/api/v1/shipments', 'chen.li');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(answer.json()).toMatchObject({ code: 'server.unavailable', retryable: true });
  });

  it('does not blame the caller when a service doubts the gateway’s word for him', async () => {
    service.answer = answered(401, { code: 'access.unknown-caller' });
    const refused = await post('k-0', { item: 'KT-18' });
    expect([refused.status, refused.json()]).toMatchObject([503, { code: 'server.unavailable', retryable: true }]);
    service.answer = answered(201, { id: 'made' });
    expect((await post('k-0', { item: 'KT-18' })).status).toBe(201);
  });

  describe('with an Idempotency-Key', () => {
    it('does a thing once and answers it twice', async () => {
      const first = await post('k-1', { item: 'KT-18' });
      service.answer = answered(201, { id: 'made again' });
      const second = await post('k-1', { item: 'KT-18' });
      expect([first.status, first.text]).toEqual([second.status, second.text]);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(service.heard).toHaveLength(1);
    });

    it('refuses another request under the same key, and a colleague’s', async () => {
      await post('k-2', { item: 'KT-18' });
      for (const other of [
        await post('k-2', { item: 'TS-04' }),
        await post('k-2', { item: 'KT-18' }, {}, 'zhou.min'),
      ]) {
        expect([other.status, other.json()]).toMatchObject([422, { code: 'gateway.idempotency.other-request' }]);
      }
      expect(service.heard).toHaveLength(1);
    });

    it('leaves the same key to another organisation', async () => {
      await post('k-3', { item: 'KT-18' });
      expect((await post('k-3', { item: 'KT-18' }, {}, 'harbor-pine')).status).toBe(201);
      expect(service.heard).toHaveLength(2);
    });

    it('refuses the second while the first is still running', async () => {
      const reached = new Promise<() => void>((resolve) => {
        service.answer = (asked, response) => resolve(() => answered(201, { id: 'made' })(asked, response));
      });
      const first = post('k-4', { item: 'KT-18' });
      const goOn = await reached;
      const second = await post('k-4', { item: 'KT-18' });
      expect([second.status, second.json()]).toMatchObject([409, { code: 'gateway.idempotency.running' }]);
      goOn();
      expect((await first).status).toBe(201);
      expect(service.heard).toHaveLength(1);
    });

    it('may be used again when the service failed, or was not there', async () => {
      service.answer = answered(500, {});
      expect((await post('k-5', { item: 'KT-18' })).status).toBe(500);
      service.answer = answered(201, { id: 'made' });
      expect((await post('k-5', { item: 'KT-18' })).status).toBe(201);
      const shipment = () =>
        scene.call('POST', '/api/v1/shipments', 'chen.li', '{}', { ...json, 'idempotency-key': 'k-6' });
      expect([(await shipment()).status, (await shipment()).status]).toEqual([503, 503]);
    });

    it('is never sent a second time when the first was cut off: it may have had its effect', async () => {
      service.answer = (asked) => asked.socket.destroy();
      expect((await post('k-7', { item: 'KT-18' })).status).toBe(503);
      service.answer = answered(201, { id: 'made' });
      expect((await post('k-7', { item: 'KT-18' })).status).toBe(409);
      await scene.stage.rows(`update gateway.idempotent_requests set received_at = now() - interval '2 minutes'`);
      expect((await post('k-7', { item: 'KT-18' })).json()).toMatchObject({
        code: 'gateway.idempotency.unknown-outcome',
      });
      expect(service.heard).toHaveLength(1);
    });

    it('is refused when it is too long to be one', async () => {
      expect((await post('k'.repeat(300), { item: 'KT-18' })).status).toBe(422);
    });
  });
});
