import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { HeardLog } from '../../test/heard-log.ts';
import { Scene } from '../../test/scene.ts';
import { keptPassword } from './kept-password.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
const json = { 'content-type': 'application/json' };
const proxy = '10.0.0.1';
const lasting = /^\/assets\//;

describe('every answer of the gateway', () => {
  let scene: Scene;
  let asked: string[];
  let file: string;
  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMITS: 'password=4/300' }, proxy);
    await scene.stage.rows(`update gateway.api_keys set password_hash = $1 where login = 'chen.li'`, [
      await keptPassword('right'),
    ]);
    const csv =
      '订单号,行号,里程碑,完工数量,报废,截止日期\nWX-1,1,完工,300,2,2026/12/20\nWX-1,2,完工,abc,0,2026/12/20\n';
    file = await scene.send('jinfeng', Buffer.from(csv), { 'content-type': 'text/html; charset=koi8-r' });
    await scene.settled('jinfeng', file);
    const described = (await scene.call('GET', '/openapi.json', 'chen.li')).json<{ paths: Record<string, object> }>();
    const page = (await scene.call('GET', '/', 'nobody', undefined, { authorization: '' })).text;
    asked = [
      ...Object.entries(described.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, 'none')}`),
      ),
      ...[...page.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, path]) => `GET ${path}`),
      ...['/api/v1/orders', '/api/v1/nothing', '/nowhere', '/api/docs', '/api/openapi.json', '/people/x'].map(
        (path) => `GET ${path}`,
      ),
      ...['/oauth/jwks', '/oauth/authorize', '/oauth/nothing'].map((path) => `GET ${path}`),
      'POST /oauth/token',
      `GET /api/v1/partners/jinfeng/interchanges/${file}/content`,
      `GET /api/v1/partners/jinfeng/interchanges/${file}/corrected`,
    ];
  }, 60_000);
  afterAll(() => scene.close());

  const ask = async (route: string, who: string) => {
    const [method = '', url = ''] = route.split(' ');
    const answer = await scene.call(method as 'GET', url, who, method === 'POST' ? '{}' : undefined, {
      origin: 'http://localhost:80',
      ...(method === 'POST' && json),
    });
    return { route: `${route} for ${who}`, url, ...answer };
  };
  const answers = async () => {
    const all = [];
    for (const route of asked) for (const who of ['nobody', 'chen.li', 'jinfeng']) all.push(await ask(route, who));
    return all;
  };

  // ASVS V3.2.1, V3.4.2, V3.4.3, V3.4.4, V3.4.5, V3.4.6, V4.1.1, V14.2.2, V14.3.2
  it('says what a browser may do with it, of what type it is, and that nobody may keep it', async () => {
    const all = await answers();
    expect(all.length).toBeGreaterThan(90);
    const policy = expect.stringMatching(
      /^default-src 'none'; style-src 'self'; .*object-src 'none'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    for (const { route, url, status, headers, raw } of all) {
      expect({ route, ...headers }).toMatchObject({
        route,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': expect.stringMatching(
          lasting.test(url) && status === 200 ? /^public, max-age=\d+/ : /no-store/,
        ),
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      const type = headers['content-type'] ?? '';
      if (raw.length > 0) expect([route, type]).toEqual([route, expect.stringMatching(/^[a-z]+\/[\w.+-]+/)]);
      if (type.startsWith('text/')) expect([route, type]).toEqual([route, expect.stringContaining('charset=')]);
    }
  }, 60_000);

  // ASVS V5.4.1, V5.4.2, V3.2.1
  it('that is a file is one to keep, under a name of ours, of the type that was found in it', async () => {
    for (const what of ['content', 'corrected']) {
      const answer = await ask(`GET /api/v1/partners/jinfeng/interchanges/${file}/${what}`, 'jinfeng');
      expect(answer.status).toBe(200);
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    }
  });

  // ASVS V3.5.1
  it('to a form of another site is a refusal, signed in or not', async () => {
    const from = (headers: Record<string, string>) =>
      scene.call('POST', '/sign-in', '', 'login=chen.li&password=right', { ...form, ...headers });
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const answer = await from(headers);
      expect([answer.status, answer.json()]).toMatchObject([403, { code: 'access.other-origin' }]);
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  const raw = async (head: string, body = ''): Promise<string> => {
    const { port } = scene.stage.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write(`${head}\r\nhost: loom\r\nauthorization: ${scene.authorizationOf('jinfeng')}\r\n\r\n${body}`);
    await once(socket, 'data');
    socket.destroy();
    return Buffer.concat(chunks).toString('latin1').split('\r\n')[0] ?? '';
  };

  // ASVS V4.2.1
  it.each([
    ['two lengths', 'content-length: 2\r\ncontent-length: 3', '{}'],
    ['a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n'],
    ['chunks under another coding last', 'transfer-encoding: chunked, identity', '0\r\n\r\n'],
    ['a blank before the colon', 'content-length : 2', '{}'],
    ['a folded line', 'x-a: b\r\n content-length: 2', '{}'],
    ['a bare CR', 'x-a: b\rcontent-length: 2', '{}'],
  ])('to a request with %s is that it cannot be read', async (_, head, body) => {
    expect(await raw(`POST /api/v1/orders HTTP/1.1\r\n${head}`, body)).toMatch(/^HTTP\/1.1 400 /);
  });

  // ASVS V13.4.4
  it.each(['/', '/api/v1/orders', '/oauth/token', '/health/live', '/assets/fonts/index.css'])(
    'to TRACE of %s is that there is no such thing',
    async (path) => {
      expect(await raw(`TRACE ${path} HTTP/1.1`)).toMatch(/^HTTP\/1.1 40[45] /);
    },
  );

  // ASVS V13.4.5
  it.each(['/metrics', '/health/live', '/health/ready'])('is %s only to those inside', async (url) => {
    const fastify = scene.stage.app.getHttpAdapter().getInstance();
    const statusFor = async (ip: string) =>
      (await fastify.inject({ method: 'GET', url, remoteAddress: proxy, headers: { 'x-forwarded-for': ip } }))
        .statusCode;
    expect([await statusFor('203.0.113.7'), await statusFor('10.9.9.9')]).toEqual([404, 200]);
  });

  // ASVS V14.2.1
  it('takes no key and no token from an address', async () => {
    const key = scene.authorizationOf('harbor-pine').slice('Bearer '.length);
    for (const name of ['key', 'api_key', 'apiKey', 'access_token', 'token', 'authorization']) {
      const url = `/api/v1/partners/harbor-pine/interchanges?${name}=${key}`;
      expect((await scene.call('GET', url, '', undefined, { authorization: '' })).status).toBe(401);
    }
    const login = await scene.call('POST', '/sign-in?login=chen.li&password=right', '', '', form);
    expect(login.status).toBe(401);
  });

  // ASVS V15.3.6
  it('to a body, a query or a sheet that means to change all objects changes none', async () => {
    const all = Object.getOwnPropertyNames(Object.prototype);
    const dirty = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    for (const url of ['/api/v1/oauth-clients', '/api/v1/demo/clock']) {
      expect((await scene.call('POST', url, 'ops.e', dirty, json)).status).toBe(400);
    }
    const query = '__proto__[polluted]=1&__proto__.polluted=1&constructor[prototype][polluted]=1&__proto__=polluted';
    expect((await scene.call('GET', `/?${query}`, 'chen.li')).status).toBe(200);
    expect((await scene.call('GET', `/api/v1/partners/jinfeng/interchanges?${query}`, 'jinfeng')).status).toBe(422);
    for (const name of ['__proto__', 'constructor', 'polluted']) {
      const sheet = `${name},订单号,行号,里程碑,完工数量,报废,截止日期\n__proto__,WX-1,1,完工,1,0,2026/12/20\n`;
      await scene.settled('jinfeng', await scene.send('jinfeng', sheet, { 'content-type': 'text/csv' }));
    }
    const parts = `--b\r\ncontent-disposition: form-data; name="__proto__"; filename="__proto__"\r\n\r\n${dirty}\r\n--b--\r\n`;
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    expect(
      (await scene.call('POST', '/api/v1/partners/jinfeng/interchanges', 'jinfeng', parts, multipart)).status,
    ).toBe(400);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(all);
    expect({}).not.toHaveProperty('polluted');
  });

  // ASVS V6.3.2
  it('knows nobody but whom somebody let in: a new platform has no accounts', async () => {
    const known = await scene.stage.rows<{ name: string }>(
      'select coalesce(login, partner) as name from gateway.api_keys',
    );
    expect(known.map(({ name }) => name).toSorted()).toEqual([
      'chen.li',
      'harbor-pine',
      'jinfeng',
      'jingsu',
      'ops.e',
      'zhou.min',
    ]);
    for (const login of ['admin', 'root', 'tradeloom', 'test']) {
      expect((await scene.call('POST', '/sign-in', '', `login=${login}&password=${login}`, form)).status).toBe(401);
    }
  });

  describe('as the log tells it', () => {
    let heard: HeardLog;
    beforeAll(() => {
      heard = new HeardLog();
    });
    afterAll(() => heard.end());

    const at = (where: string) => ({ where, from: '127.0.0.1', service: expect.any(String), time: expect.any(String) });

    // ASVS V16.3.1, V16.2.1, V16.2.2, V16.2.5
    it('who signed in, how, when and from where; and who was refused', async () => {
      await scene.call('POST', '/sign-in', '', 'login=chen.li&password=wr0ng-secret', form);
      const answer = await scene.call('POST', '/sign-in?lang=zh', '', 'login=chen.li&password=right', form);
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      await scene.call('POST', '/sign-out', '', '', { ...form, cookie });
      await scene.call('GET', '/sign-in/provider/callback?code=c0de-secret', '', undefined, { authorization: '' });
      expect(heard.of('sign-in-refused')).toMatchObject([
        { ...at('POST /sign-in'), who: 'chen.li', by: 'password' },
        { ...at('GET /sign-in/provider/callback'), by: 'identity-provider', why: 'provider.not-begun-here' },
      ]);
      expect(heard.of('signed-in')).toMatchObject([
        { ...at('POST /sign-in'), who: 'chen.li', organisation: 'eastbridge' },
      ]);
      expect(heard.of('signed-out')).toMatchObject([{ who: 'chen.li' }]);
      for (const { time } of heard.lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      for (const secret of ['wr0ng-secret', 'right', 'c0de-secret', cookie.split('=')[1]]) {
        expect(heard.text).not.toContain(secret);
      }
    });

    // ASVS V15.3.4
    it('from where he came: by the word of a proxy that is ours, of nobody else', async () => {
      const fastify = scene.stage.app.getHttpAdapter().getInstance();
      const headers = { 'x-forwarded-for': '198.51.100.66, 203.0.113.7' };
      for (const remoteAddress of [proxy, '192.0.2.1']) {
        await fastify.inject({ method: 'GET', url: '/api/v1/statements', headers, remoteAddress });
      }
      const seen = heard.of('access-refused').filter(({ where }) => where === 'GET /api/v1/statements');
      expect(seen.map(({ from }) => from)).toEqual(['203.0.113.7', '192.0.2.1']);
    });

    // ASVS V16.3.4, V16.2.4
    it('what went wrong unexpectedly, and why', async () => {
      await scene.call('GET', '/api/v1/shipments', 'harbor-pine');
      const line = heard.lines.find(({ msg }) => msg === 'request failed');
      expect(line).toMatchObject({ level: 50 });
      expect(line?.['err']).toMatchObject({
        type: 'ServiceAway',
        cause: { message: expect.stringContaining('ECONNREFUSED') },
      });
    });

    // ASVS V16.3.2
    it('who was refused what: the unknown, the wrong role, on reading too', async () => {
      await scene.call('GET', '/api/v1/orders?customer=c-secret', 'nobody');
      await scene.call('POST', '/api/v1/oauth-clients', 'chen.li', '{}', json);
      await scene.call('GET', '/api/v1/quarantine/gateway', 'chen.li');
      const chen = { who: 'chen.li', organisation: 'eastbridge', why: 'access.not-allowed' };
      expect(heard.of('access-refused').slice(-3)).toMatchObject([
        { ...at('GET /api/v1/orders'), why: 'access.unknown-caller' },
        { ...at('POST /api/v1/oauth-clients'), ...chen },
        { ...at('GET /api/v1/quarantine/gateway'), ...chen },
      ]);
      expect(heard.text).not.toContain('c-secret');
    });

    // ASVS V16.3.3, V6.3.1, V2.4.1
    it('who tried to get around a check: guesses, forms of other sites, fields that are none', async () => {
      const guesses = [];
      for (let n = 0; n < 6; n += 1) {
        guesses.push((await scene.call('POST', '/sign-in', '', `login=mallory&password=${n}`, form)).status);
      }
      expect(guesses).toEqual([401, 401, 401, 401, 429, 429]);
      expect(heard.of('too-many-requests')).toHaveLength(2);
      await scene.call('POST', '/sign-in', '', '', { ...form, 'sec-fetch-site': 'cross-site' });
      expect(heard.of('access-refused').at(-1)).toMatchObject({ why: 'access.other-origin' });
      await scene.call('POST', '/api/v1/oauth-clients', 'harbor-pine', '{"role":"owner"}', json);
      expect(heard.of('input-refused')).toMatchObject([{ who: 'harbor-pine', why: 'request.invalid' }]);
    });

    // ASVS V16.4.1
    it('in one line each, whatever a caller makes of his name', async () => {
      const before = heard.lines.length;
      const name = 'chen.li\r\n{"security":"signed-in","who":"chen.li"}\u2028\u001b[2K';
      await scene.call('POST', '/sign-in', '', new URLSearchParams({ login: name, password: 'x' }).toString(), form);
      expect(heard.lines).toHaveLength(before + 1);
      expect(heard.text.trimEnd().split('\n')).toHaveLength(before + 1);
      expect(heard.of('sign-in-refused').at(-1)?.['who']).toBe(name);
    });

    it('who added a client to draw tokens, and who ended one', async () => {
      const { clientId, clientSecret } = (
        await scene.call('POST', '/api/v1/oauth-clients', 'harbor-pine', '{}', json)
      ).json<{ clientId: string; clientSecret: string }>();
      await scene.call('DELETE', `/api/v1/oauth-clients/${clientId}`, 'harbor-pine');
      for (const event of ['client-added', 'client-revoked']) {
        expect(heard.of(event)).toMatchObject([{ who: 'harbor-pine', what: clientId }]);
      }
      expect(heard.text).not.toContain(clientSecret);
    });
  });
});
