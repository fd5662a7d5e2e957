import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Resolve } from './lookup-within.ts';
import { Post } from './post.ts';
import { Reach } from './reach.ts';

const never = new AbortController().signal;
const letter = { body: '{}', headers: {} };

/** A name server whose answers are told beforehand, one per question. */
const answering = (...answers: string[][]): { resolve: Resolve; asked: () => number } => {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: (_host, _options, callback) => {
      const addresses = answers[asked] ?? [];
      asked += 1;
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  };
};

describe('a post to an address that a partner named', () => {
  let server: Server;
  let port: number;
  let heard: string[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      if (request.url === '/elsewhere') response.writeHead(302, { location: '/inner' }).end();
      else if (request.url === '/silent') response.on('close', () => undefined);
      else if (request.url === '/endless') response.writeHead(200).write('x');
      else if (request.url === '/wordy') response.end('received and read');
      else if (request.url === '/later') response.writeHead(429, { 'retry-after': '7' }).end();
      else response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    heard = [];
  });

  const loopback = new Reach(['127.0.0.1/32']);
  const to = (path: string, timeoutMs = 5_000) =>
    new Post(loopback, timeoutMs).to(`http://127.0.0.1:${port}${path}`, letter, never);

  it('is taken by any 2xx', async () => {
    expect(await to('/hook')).toMatchObject({ status: 204, reason: null, retryAfter: null });
    expect(heard).toEqual(['POST /hook']);
  });

  it('does not follow a redirection', async () => {
    expect(await to('/elsewhere')).toMatchObject({ status: 302, reason: 'answered 302' });
    expect(heard).toEqual(['POST /elsewhere']);
  });

  it('hears when to come again', async () => {
    expect(await to('/later')).toMatchObject({ status: 429, retryAfter: 7 });
  });

  it('waits for an answer so long and no longer, and for its body not at all', async () => {
    expect(await to('/silent', 50)).toMatchObject({ status: null, reason: 'no answer in time' });
    expect(await to('/endless')).toMatchObject({ status: 200, reason: null });
  });

  it('reads as much of an answer as it was told, and takes no more', async () => {
    const read = (readAtMost: number) =>
      new Post(loopback, 5_000).to(`http://127.0.0.1:${port}/wordy`, { ...letter, readAtMost }, never);
    expect((await read(100)).body.toString()).toBe('received and read');
    expect(await read(10)).toMatchObject({ status: null, reason: 'the answer is too long' });
    expect((await to('/wordy')).body).toHaveLength(0);
  });

  it('says what hindered the connection', async () => {
    const refused = await new Post(loopback, 1_000).to('http://127.0.0.1:1/', letter, never);
    expect(refused).toMatchObject({ status: null, reason: 'ECONNREFUSED' });
  });

  // ASVS V1.3.6
  describe('by name', () => {
    const named = (reach: Reach, resolve: Resolve) =>
      new Post(reach, 1_000, resolve).to(`https://erp.example.com:${port}/hook`, letter, never);

    it('never reaches a host that has an address inside, alone or among others', async () => {
      for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], ['::ffff:127.0.0.1']]) {
        expect(await named(new Reach([]), answering(addresses).resolve)).toMatchObject({
          status: null,
          reason: 'erp.example.com has an address that partners are not called at',
        });
      }
      expect(heard).toEqual([]);
    });

    it('asks once and connects to what it was told: a name that is rebound between two questions gains nothing', async () => {
      // The second answer would lead to our own server; the first leads to a port where nobody listens.
      const names = answering(['127.0.0.2'], ['127.0.0.1']);
      const { status } = await named(new Reach(['127.0.0.2/32']), names.resolve);
      expect(status).toBeNull();
      expect(names.asked()).toBe(1);
      expect(heard).toEqual([]);
    });

    it('says when there is none', async () => {
      expect(await named(loopback, answering([]).resolve)).toMatchObject({ reason: 'erp.example.com has no address' });
    });
  });
});
