import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '@tradeloom/testing';
import Fastify from 'fastify';
import { OpenBodies } from './open-bodies.ts';

const limits = { each: 1_000, all: 1_500, patienceMs: 60_000 };

/** A door that answers with the size of what came, as soon as it may. */
const openDoor = async (bodies: OpenBodies) => {
  const held: (() => void)[] = [];
  let isClosed = false;
  const fastify = Fastify({ trustProxy: true, forceCloseConnections: true });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.post(
    '/',
    { preParsing: (from, reply, body, done) => done(null, bodies.count(from, reply, body)) },
    async ({ body }) => {
      if (isClosed) await new Promise<void>((resolve) => held.push(resolve));
      return String((body as Buffer).length);
    },
  );
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  const { port } = fastify.server.address() as AddressInfo;
  const begin = (ip: string): ClientRequest =>
    request({ port, method: 'POST', headers: { 'x-forwarded-for': ip, 'content-type': 'application/octet-stream' } });
  return {
    held,
    shut: () => {
      isClosed = true;
    },
    open: () => {
      isClosed = false;
      for (const go of held.splice(0)) go();
    },
    begin,
    post: async (bytes: number, ip = '192.0.2.1'): Promise<number | undefined> => {
      const sending = begin(ip).end(Buffer.alloc(bytes));
      const [answer] = await once(sending, 'response');
      answer.resume();
      await once(answer, 'end');
      return answer.statusCode;
    },
    close: () => fastify.close(),
  };
};

describe('bodies at the AS2 door', () => {
  const bodies = new OpenBodies(limits);
  let door: Awaited<ReturnType<typeof openDoor>>;

  beforeAll(async () => {
    door = await openDoor(bodies);
  });
  afterAll(() => door.close());

  it('count from their first byte until they are answered: for an address, and for all', async () => {
    door.shut();
    const first = door.post(800);
    await until('it is held', () => door.held.length === 1);
    expect(await door.post(300)).toBe(503);
    const second = door.post(600, '192.0.2.2');
    await until('both are held', () => door.held.length === 2);
    expect(await door.post(200, '192.0.2.3')).toBe(503);
    door.open();
    expect(await Promise.all([first, second])).toEqual([200, 200]);
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(await door.post(1_000, ip)).toBe(200);
  });

  it('count as they come, whatever was announced, and no more when their caller is gone', async () => {
    const slow = door.begin('192.0.2.4');
    slow.on('error', () => undefined);
    slow.write(Buffer.alloc(700));
    await until('it is counted', () => {
      const isFree = bodies.room.take('192.0.2.4', 400);
      if (isFree) bodies.room.giveBack('192.0.2.4', 400);
      return !isFree;
    });
    expect(await door.post(400, '192.0.2.4')).toBe(503);
    slow.destroy();
    await until('there is room again', async () => (await door.post(1_000, '192.0.2.4')) === 200);
  });

  it('do not come for ever', async () => {
    const hasty = await openDoor(new OpenBodies({ ...limits, patienceMs: 50 }));
    const slow = hasty.begin('192.0.2.5');
    slow.write('a');
    const [answer] = await once(slow, 'response');
    expect(answer.statusCode).toBe(408);
    slow.destroy();
    await hasty.close();
  });
});
