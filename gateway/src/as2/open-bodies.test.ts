import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { until } from '@tradeloom/testing';
import Fastify from 'fastify';
import { OpenBodies } from './open-bodies.ts';

const limits = { each: 1_000, all: 1_500, patienceMs: 60_000 };

/** A door that answers with the size of what came, as soon as it may; that there is no room it says at once. */
const openDoor = async (bodies: OpenBodies, bodyLimit = 10_000) => {
  const held: (() => void)[] = [];
  let isClosed = false;
  const fastify = Fastify({ trustProxy: true, forceCloseConnections: true, bodyLimit });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.addHook('onSend', async (_request, reply) => {
    if (isClosed && reply.statusCode !== 503) await new Promise<void>((resolve) => held.push(resolve));
  });
  fastify.post(
    '/',
    { preParsing: (from, reply, body, done) => done(null, bodies.count(from, reply, body)) },
    async ({ body }) => String((body as Buffer | undefined)?.length ?? 0),
  );
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  const { port } = fastify.server.address() as AddressInfo;
  const begin = (ip: string): ClientRequest =>
    request({ port, method: 'POST', headers: { 'x-forwarded-for': ip, 'content-type': 'application/octet-stream' } });
  return {
    port,
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

/** How a body is answered that is never whole. Whoever came before had his time by then. */
const patienceEnds = async (door: Awaited<ReturnType<typeof openDoor>>): Promise<number | undefined> => {
  const slow = door.begin('192.0.2.5');
  slow.write('a');
  const [answer] = await once(slow, 'response');
  slow.destroy();
  return answer.statusCode;
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
    expect(await patienceEnds(hasty)).toBe(408);
    await hasty.close();
  });

  describe('that nobody reads', () => {
    const patienceMs = 400;
    const bodyLimit = 500;
    const ip = '192.0.2.6';
    let impatient: OpenBodies;
    let hasty: Awaited<ReturnType<typeof openDoor>>;

    const isWholeRoomFree = (): boolean => {
      const isFree = impatient.room.take(ip, limits.each);
      if (isFree) impatient.room.giveBack(ip, limits.each);
      return isFree;
    };
    const answerTo = async (sending: ClientRequest): Promise<number | undefined> => {
      const [answer] = await once(sending, 'response');
      answer.resume();
      return answer.statusCode;
    };
    const chunked = (): ClientRequest => hasty.begin(ip).on('error', () => undefined);

    beforeEach(async () => {
      impatient = new OpenBodies({ ...limits, patienceMs });
      hasty = await openDoor(impatient, bodyLimit);
    });
    /** Whatever was sent: its time is over, the door still answers, and all of the room is free. */
    afterEach(async () => {
      expect(await patienceEnds(hasty)).toBe(408);
      expect(await hasty.post(bodyLimit, ip)).toBe(200);
      await until('the whole room is free', isWholeRoomFree);
      await hasty.close();
    });

    it('do no harm: there is none', async () => {
      const { port } = hasty;
      expect(await answerTo(request({ port, method: 'POST', headers: { 'x-forwarded-for': ip } }).end())).toBe(200);
    });

    it('do no harm: more was announced than is taken', async () => {
      const sending = chunked();
      sending.setHeader('content-length', bodyLimit + 1);
      sending.write('a');
      expect(await answerTo(sending)).toBe(413);
    });

    it('do no harm: more came than is taken, and than there is room for', async () => {
      const sending = chunked();
      sending.write(Buffer.alloc(bodyLimit + 100));
      sending.write(Buffer.alloc(limits.each));
      expect(await answerTo(sending)).toBe(413);
    });

    it('do no harm: their caller goes away before he hears that it is too much', async () => {
      hasty.shut();
      const sending = chunked();
      sending.write(Buffer.alloc(bodyLimit + 100));
      await until('the answer is held', () => hasty.held.length === 1);
      sending.destroy();
      await until('it is given back', isWholeRoomFree);
      expect(hasty.held).toHaveLength(1);
      hasty.open();
    });

    it('count no more once they are answered, though they still come', async () => {
      const caller = connect(hasty.port, '127.0.0.1');
      let heard = '';
      caller.setEncoding('latin1').on('data', (text) => {
        heard += text;
      });
      const head = (type: string, bytes: number): string =>
        `POST / HTTP/1.1\r\nhost: a\r\nx-forwarded-for: ${ip}\r\ncontent-type: ${type}\r\ncontent-length: ${bytes}\r\n\r\n`;
      caller.write(head('nonsense', 400));
      await until('it is refused', () => heard.startsWith('HTTP/1.1 415'));
      caller.write('a'.repeat(400));
      caller.write(`${head('application/octet-stream', 3)}abc`);
      await until('what follows is answered', () => /HTTP\/1\.1 200.*\r\n\r\n3$/s.test(heard));
      expect(heard.match(/HTTP\/1\.1 /g)).toHaveLength(2);
      caller.destroy();
    });
  });
});
