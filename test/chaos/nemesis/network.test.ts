import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { clientNamed } from './client-named.ts';
import { Network } from './network.ts';

/** A Kafka request header as far as the client id, of an ApiVersions request. */
const greeting = (client: string): Buffer => {
  const bytes = Buffer.alloc(14 + client.length);
  bytes.writeInt32BE(10 + client.length, 0);
  bytes.writeInt16BE(18, 4);
  bytes.writeInt16BE(client.length, 12);
  bytes.write(client, 14);
  return bytes;
};

const startup = (user: string): Buffer => {
  const text = Buffer.from(`user\0${user}\0database\0tradeloom\0\0`);
  const bytes = Buffer.alloc(8 + text.length);
  bytes.writeInt32BE(bytes.length, 0);
  bytes.writeInt32BE(196_608, 4);
  text.copy(bytes, 8);
  return bytes;
};

describe('who calls', () => {
  it('is read from what PostgreSQL and Kafka clients say first', () => {
    expect(clientNamed(startup('logistics_documents_relay'))).toBe('logistics-documents');
    expect(clientNamed(startup('orders_app'))).toBe('orders');
    expect(clientNamed(startup('postgres'))).toBe('postgres');
    expect(clientNamed(greeting('supplier_performance'))).toBe('supplier-performance');
    expect(clientNamed(Buffer.from('GET'))).toBe('');
  });
});

describe('the network between', () => {
  let server: Server;
  let network: Network;
  const heard: Buffer[] = [];

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('data', (bytes: Buffer) => {
        heard.push(bytes);
        socket.write(bytes);
      });
      socket.on('error', () => socket.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    network = await Network.listen();
    network.leadTo((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await network.close();
    server.close();
  });

  const call = (client: string): Socket => {
    const socket = connect(network.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.write(greeting(client));
    return socket;
  };

  it('carries both ways', async () => {
    const socket = call('orders');
    expect((await once(socket, 'data'))[0]).toEqual(greeting('orders'));
    socket.destroy();
  });

  it('cuts one client and no other, those that are there and those that come', async () => {
    const [orders, finance] = [call('orders'), call('finance')];
    await Promise.all([once(orders, 'data'), once(finance, 'data')]);
    const ended = once(orders, 'close');
    network.set('orders', { is: 'cut' });
    await ended;
    await once(call('orders'), 'close');
    finance.write('still there');
    expect(String((await once(finance, 'data'))[0])).toBe('still there');
    finance.destroy();
    network.set('orders', { is: 'open' });
  });

  it('falls silent one way, and brings what was said once it is open again', async () => {
    const socket = call('quality');
    await once(socket, 'data');
    network.set('quality', { is: 'silent', which: 'answers' });
    socket.write('asked');
    const waited = await Promise.race([
      once(socket, 'data').then(() => 'answered'),
      until(() => heard.some((bytes) => String(bytes) === 'asked')).then(() => 'heard'),
    ]);
    expect(waited).toBe('heard');
    const answer = once(socket, 'data');
    network.set('quality', { is: 'open' });
    expect(String((await answer)[0])).toBe('asked');
    socket.destroy();
  });

  it('is slow where it is told to be, in order', async () => {
    const socket = call('gateway');
    await once(socket, 'data');
    network.set('gateway', { is: 'slow', ms: 40 });
    const since = performance.now();
    let text = '';
    const all = new Promise<void>((done) => {
      socket.on('data', (bytes) => {
        text += String(bytes);
        if (text === 'onetwo') done();
      });
    });
    socket.write('one');
    socket.write('two');
    await all;
    expect(performance.now() - since).toBeGreaterThanOrEqual(75);
    socket.destroy();
  });
});

const until = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await new Promise((resolve) => setImmediate(resolve));
};
