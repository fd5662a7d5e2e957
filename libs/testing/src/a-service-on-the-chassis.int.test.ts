import { generateKeyPairSync } from 'node:crypto';
import { Controller, Get, Module } from '@nestjs/common';
import {
  Allow,
  ChassisModule,
  callerTokenHeader,
  callerTokenSigner,
  setBy,
  Transactions,
  type ViewTable,
} from '@tradeloom/chassis';
import { create, finance, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from './boot-service.ts';
import { controllers, fail, ignores, interruptions, migrations, Notes, NotesModule, views } from './notes-service.ts';

const chen = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' } as const;
const liu = { login: 'liu.fang', organisation: 'hengda', kind: 'factory', role: 'planner' } as const;
const wu = { login: 'wu.bin', organisation: 'jingsu', kind: 'supplier', role: 'supplier-clerk' } as const;

describe('a service on the chassis', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
  }, 60_000);
  afterAll(() => stage.close());

  it('keeps the aggregate and publishes its event with the order as key', async () => {
    const { status } = await stage.as(chen).post('/notes', { id: 'n-1', text: 'hello', otherParty: 'hengda' });
    expect(status).toBe(201);
    expect(await stage.published(orders.OrderApprovedSchema, (e) => e.orderId === 'n-1')).toMatchObject({
      authority: 'sales',
    });
  });

  // ASVS V8.2.2, V8.4.1
  it('shows a row to its parties and answers a stranger as if it were missing', async () => {
    expect((await stage.as(liu).get('/notes/n-1')).status).toBe(200);
    const foreign = await stage.as(wu).get('/notes/n-1');
    const missing = await stage.as(wu).get('/notes/n-2');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, facts: null, traceId: null, title: null, text: null }).toEqual({
      ...missing.body,
      facts: null,
      traceId: null,
      title: null,
      text: null,
    });
  });

  // ASVS V8.2.1
  it('refuses whom the route does not allow, and what a rule forbids, in both languages', async () => {
    expect((await stage.as(wu).post('/notes', { id: 'n-3', text: 'x' })).status).toBe(403);
    const refused = await stage.as(chen).post('/notes', { id: 'n-3', text: 'forbidden' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'notes.note.text', text: { zh: '不允许该文本' } } });
  });

  // ASVS V3.5.3
  it('changes nothing when it is only asked: the database refuses, whatever the door would do', async () => {
    const heard = () => stage.rows('select version, heard from orders.notes where id = $1', ['n-1']);
    const before = await heard();
    expect((await stage.as(chen).get('/notes/n-1/heard')).status).toBe(503);
    expect(await heard()).toEqual(before);
  });

  // ASVS V8.2.3, V15.3.1
  it('shows each party its fields, and refuses those that it may not set', async () => {
    const seen = async (who: typeof chen | typeof liu) => Object.keys((await stage.as(who).get('/notes/n-1')).body);
    expect(await seen(chen)).toEqual(expect.arrayContaining(['id', 'text', 'version', 'heard']));
    expect((await seen(liu)).sort()).toEqual(['id', 'text']);
    const refused = await stage.as(liu).post('/notes', { id: 'n-4', text: 'x', otherParty: 'jingsu' });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'access.fields-not-allowed', errors: [{ pointer: '/otherParty', code: 'notYoursToSet' }] },
    });
    expect(await stage.rows('select 1 from orders.notes where id = $1', ['n-4'])).toEqual([]);
  });

  // ASVS V2.2.2, V15.3.3
  it('locates every bad field and refuses unknown ones', async () => {
    const { status, body } = await stage.as(chen).post('/notes', { id: 'n-3', text: 'x'.repeat(30), approved: true });
    expect(status).toBe(422);
    expect(body['errors']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: '/text', code: 'maxLength' }),
        expect.objectContaining({ pointer: '/approved', code: 'whitelistValidation' }),
      ]),
    );
  });

  it('reacts once to an event that comes twice, and not at all to half of one', async () => {
    interruptions.push(fail, fail);
    const settled = create(finance.PaymentStageSettledSchema, { orderId: 'n-1', stage: 'deposit' });
    const envelope = await stage.publish('finance', settled, { parties: ['eastbridge'] });
    await stage.publish('finance', settled, { parties: ['eastbridge'], again: envelope });
    const later = create(finance.PaymentStageSettledSchema, { orderId: 'n-1', stage: 'retention' });
    await stage.publish('finance', later, { parties: ['eastbridge'] });
    await stage.published(orders.ConfirmationGivenSchema, (e) => e.code === 'heard-2');
    expect(stage.soFar(orders.ConfirmationGivenSchema).map((e) => e.code)).toEqual(['heard-1', 'heard-2']);
  });

  it('refuses a query outside the organisations of a transaction', async () => {
    await expect(stage.app.get(Transactions).run((tx) => tx.find(Notes, {}))).rejects.toThrow('no scope');
  });

  const inject = (headers: Record<string, string>, payload?: string, url = '/api/v1/notes') =>
    stage.app
      .getHttpAdapter()
      .getInstance()
      .inject({ method: payload === undefined ? 'GET' : 'POST', url, headers, ...(payload && { payload }) });

  // ASVS V8.3.1, V9.2.3
  it('lets nobody in without a token, or with one that somebody else signed, or that is for another service', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const forged = await callerTokenSigner(stranger)(chen, 'orders');
    const elsewhere = await callerTokenSigner(process.env['CALLER_TOKEN_PRIVATE_KEY'] ?? '')(chen, 'finance');
    for (const headers of [{}, ...['nonsense', forged, elsewhere].map((token) => ({ [callerTokenHeader]: token }))]) {
      const answer = await inject(headers, undefined, '/api/v1/notes/n-1');
      expect([answer.statusCode, answer.json()]).toMatchObject([401, { code: 'access.unknown-caller' }]);
    }
  });

  it('answers what cannot be read or kept as the sender’s fault, never as its own', async () => {
    const token = await callerTokenSigner(process.env['CALLER_TOKEN_PRIVATE_KEY'] ?? '')(chen, 'orders');
    const headers = { [callerTokenHeader]: token, 'content-type': 'application/json' };
    const statusOf = async (body: string): Promise<number> => (await inject(headers, body)).statusCode;
    expect(await statusOf('{"id":')).toBe(400);
    expect(await statusOf('[]')).toBe(422);
    expect(await statusOf('null')).toBe(422);
    expect(await statusOf('"text"')).toBe(422);
    expect(await statusOf('{"__proto__":{"id":"x"}}')).toBe(400);
    expect(await statusOf(JSON.stringify({ id: 'n\0', text: 'x' }))).toBe(422);
    expect(await statusOf(JSON.stringify({ id: 'n-9', text: 'x', otherParty: '\ud800' }))).toBe(422);
    expect(await statusOf(JSON.stringify({ id: 'n-1', text: 'again' }))).toBe(409);
    expect((await inject({ ...headers }, undefined, '/api/v1/notes/n%00')).statusCode).toBe(400);
    expect((await inject({ ...headers }, undefined, '/api/v1/notes/%zz')).statusCode).toBe(400);
  });

  // ASVS V1.2.4
  it('takes what looks like SQL as the text that it is', async () => {
    const id = `n'); drop table orders.notes; --`;
    const text = `' or '1'='1`;
    expect((await stage.as(chen).post('/notes', { id, text })).status).toBe(201);
    expect((await stage.as(chen).get(`/notes/${encodeURIComponent(id)}`)).body).toMatchObject({ id, text });
    expect((await stage.as(wu).get(`/notes/${encodeURIComponent(text)}`)).status).toBe(404);
  });

  it('is ready, says so to anybody, and names no cause', async () => {
    const answer = await inject({}, undefined, '/health/ready');
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: 'ready', causes: [], heldEvents: { parked: 0, waiting: 0, failed: 0, unknown: 0, unreadable: 0 } },
    ]);
  });
});

describe('a service that does not start', () => {
  const starting = (extra: object, ignored = ignores, table: ViewTable = views): Promise<Stage> => {
    @Module({
      imports: [ChassisModule.for({ service: 'orders', tables: [Notes.table], views: table, ignores: ignored })],
      controllers: [...controllers, extra as typeof Silent],
    })
    class Wrong {}
    return bootService(Wrong, { service: 'orders', migrations });
  };

  @Controller('silent')
  class Silent {
    @Get()
    see(): string {
      return 'nobody said who may see this';
    }
  }

  @Controller()
  class Harmless {}

  it('has a route that does not say whom it allows', async () => {
    await expect(starting(Silent)).rejects.toThrow('routes that do not say whom they allow: Silent.see');
  });

  @Controller('untold')
  class Untold {
    @Get()
    @Allow({})
    see(): { cost: string } {
      return { cost: '9.99' };
    }
  }

  it('has a door of which no table says who sees what', async () => {
    await expect(starting(Untold)).rejects.toThrow('GET /untold: who sees its answer?');
  });

  it('takes a field of which no table says who may set it', async () => {
    const forgetful = { ...views, resources: { ...views.resources, 'note-entry': { 'id text': setBy('trader') } } };
    await expect(starting(Harmless, ignores, forgetful)).rejects.toThrow(
      'POST /notes: who may set note-entry.otherParty?',
    );
  });

  it('has a table of doors that are none', async () => {
    const stale = { ...views, routes: { ...views.routes, 'GET /gone': {} } };
    await expect(starting(Harmless, ignores, stale)).rejects.toThrow('GET /gone: no such door');
  });

  it('listens to a topic and says nothing of one of its events', async () => {
    const [forgotten, ...others] = ignores;
    await expect(starting(Harmless, others)).rejects.toThrow(`neither handled nor ignored: ${forgotten?.typeName}`);
  });
});
