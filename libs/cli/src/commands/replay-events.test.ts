import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tradeloom } from '../main.ts';
import { recordingTerminal } from '../recording-terminal.fixture.ts';
import type { Language } from '../terminal.ts';

const event = {
  id: 'e-1',
  state: 'failed',
  type: 'tradeloom.finance.v1.PaymentStageSettled',
  orderId: 'o-1',
  version: 3,
};
const held = { ...event, since: '2026-12-07T08:00:00.000Z', error: 'DomainError: no such stage' };
const behind = { en: 'Event e-0 comes first', zh: '须先处理事件 e-0' };

describe('tradeloom replay', () => {
  const asked: { method: string; url: string; key: string; body: string }[] = [];
  const answerTo = (method: string, url: string): [number, object] => {
    if (url === '/api/v1/quarantine/orders') return [200, { events: [held] }];
    if (url === '/api/v1/quarantine/orders/e-1') return [200, { ...held, payload: { stage: '***' } }];
    if (url.endsWith('/e-2/replay')) return [409, { code: 'events.held.behind', text: behind }];
    if (method === 'POST') return [200, { id: 'e-1', replayedBy: 'ops.e' }];
    return [200, { events: [] }];
  };
  const server = createServer((request: IncomingMessage, response) => {
    const { method = '', url = '', headers } = request;
    text(request).then((body) => {
      asked.push({ method, url, key: headers.authorization ?? '', body });
      const [status, said] = answerTo(method, url);
      const type = status === 200 ? 'application/json' : 'application/problem+json';
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(said));
    }, response.destroy);
  });
  let folder: string;
  let gateway: string;
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    folder = await mkdtemp(join(tmpdir(), 'replay-'));
  });
  beforeEach(() => {
    process.env['TRADELOOM_API_KEY'] = 'tl_key';
    asked.length = 0;
  });
  afterAll(async () => {
    delete process.env['TRADELOOM_API_KEY'];
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  const run = async (args: readonly string[], language: Language = 'en', at = gateway) => {
    const terminal = recordingTerminal(language);
    const code = await tradeloom(['replay', ...args, '--gateway', at], terminal);
    return { code, out: terminal.outs.join('\n'), err: terminal.errs.join('\n') };
  };

  it('lists what every service holds', async () => {
    const { code, out } = await run(['list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      held: [{ event: 'orders/e-1', state: 'failed', type: 'PaymentStageSettled' }],
    });
    expect(asked.map(({ url }) => url)).toHaveLength(7);
    expect(asked[0]?.key).toBe('Bearer tl_key');
    expect((await run([])).out).toContain('orders/e-1');
  });

  it('shows one with its payload', async () => {
    expect((await run(['show', 'orders/e-1'])).out).toContain('stage=***');
  });

  it('replays one with its correction and the reason', async () => {
    const file = join(folder, 'corrections.json');
    await writeFile(file, '{"/stage":"deposit"}');
    expect((await run(['orders/e-1', '--reason', 'named wrongly', '--edit', file])).code).toBe(0);
    expect(asked).toMatchObject([{ method: 'POST', url: '/api/v1/quarantine/orders/e-1/replay' }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ reason: 'named wrongly', corrections: { '/stage': 'deposit' } });
  });

  it('discards one with the reason', async () => {
    expect((await run(['discard', 'orders/e-1', '--reason', 'settled by telephone'])).code).toBe(0);
    expect(asked).toMatchObject([
      { method: 'POST', url: '/api/v1/quarantine/orders/e-1/discard', body: '{"reason":"settled by telephone"}' },
    ]);
  });

  it('says why not, in the reader’s language', async () => {
    const { code, err } = await run(['orders/e-2', '--reason', 'x'], 'zh');
    expect([code, err]).toEqual([1, 'events.held.behind: 须先处理事件 e-0']);
  });

  it('says that the gateway is not there', async () => {
    expect((await run(['list'], 'en', 'http://127.0.0.1:1')).code).toBe(3);
  });

  it.each([
    [['orders/e-1']],
    [['orders/e-1', '--reason', ' ']],
    [['e-1', '--reason', 'x']],
    [['nowhere/e-1', '--reason', 'x']],
    [['show']],
    [['discard', 'orders/e-1']],
    [['discard', 'orders/e-1', '--reason', 'x', '--edit', 'y.json']],
    [['show', 'orders/e-1', '--reason', 'x']],
    [['list', 'orders']],
    [['orders/e-1', '--reason', 'x', '--edit', '/no/such/file']],
  ])('is used wrongly by %j', async (args: string[]) => {
    expect((await run(args)).code).toBe(2);
    expect(asked).toEqual([]);
  });

  it('needs a key', async () => {
    delete process.env['TRADELOOM_API_KEY'];
    process.env['TRADELOOM_STATE_DIR'] = folder;
    expect(await run(['list'])).toMatchObject({ code: 2, err: expect.stringContaining('TRADELOOM_API_KEY') });
    await writeFile(join(folder, 'credentials.json'), '{"people":[{"login":"ops.e","apiKey":"tl_ops"}]}');
    expect((await run(['list'])).code).toBe(0);
    expect(asked[0]?.key).toBe('Bearer tl_ops');
    expect((await run(['list', '--login', 'nobody'])).code).toBe(2);
    delete process.env['TRADELOOM_STATE_DIR'];
  });
});
