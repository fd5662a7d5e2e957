import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { until } from '@tradeloom/testing';
import { newHostKey, PartnerHost } from '../../test/partner-host.ts';
import { Reach } from '../outside/reach.ts';
import { PartnerServer } from './partner-server.ts';

const reach = new Reach(['127.0.0.1/32']);
const greetingMs = 5_000;
const ours = newHostKey();

describe('a session with a partner’s server', () => {
  let host: PartnerHost;
  const targetAt = (port: number) => ({
    host: '127.0.0.1',
    port,
    login: 'tradeloom',
    hostKey: host.fingerprint,
    privateKey: ours.privateKey,
  });

  beforeAll(async () => {
    host = await PartnerHost.open();
    host.authorize(ours.line);
  });
  afterAll(() => host.close());

  it('lasts as long as a file takes: the time for the greeting is for the greeting', async () => {
    await writeFile(join(host.folder, 'out', 'long.edi'), 'ISA*00*');
    const visit = new AbortController();
    const server = await PartnerServer.open(targetAt(host.port), reach, visit.signal, greetingMs);
    const late = performance.now() + 1.1 * greetingMs;
    host.meddle = (request) =>
      request.startsWith('READ') ? until('the greeting would be over', () => performance.now() > late) : undefined;
    expect((await server.read('/out/long.edi', 7)).toString()).toBe('ISA*00*');
    host.meddle = () => undefined;
    visit.abort();
    await expect(server.list('/out')).rejects.toThrow('the server ended the connection');
  });

  it('ends where the server goes away while it is asked, and nothing else ends', async () => {
    await writeFile(join(host.folder, 'out', 'cut.edi'), 'ISA*00*');
    for (const kind of ['READ', 'CLOSE']) {
      const server = await PartnerServer.open(targetAt(host.port), reach, new AbortController().signal);
      host.meddle = (request, cut) => (request.startsWith(kind) ? cut() : undefined);
      await expect(server.read('/out/cut.edi', 7)).rejects.toThrow('the server ended the connection');
      expect(server.isOver).toBe(true);
      host.meddle = () => undefined;
    }
  });

  it('ends where the server talks nonsense', async () => {
    const server = await PartnerServer.open(targetAt(host.port), reach, new AbortController().signal);
    host.meddle = () => Buffer.alloc(1_000_000);
    await expect(server.stat('/out')).rejects.toThrow(/packet/i);
    host.meddle = () => undefined;
    expect(server.isOver).toBe(true);
  });

  it('brings a file whole, in pieces, and says where it is shorter than it was', async () => {
    const content = randomBytes(1_100_000);
    await writeFile(join(host.folder, 'out', 'large.edi'), content);
    const server = await PartnerServer.open(targetAt(host.port), reach, new AbortController().signal);
    expect((await server.read('/out/large.edi', content.length)).equals(content)).toBe(true);
    expect((await server.read('/out/large.edi', content.length + 5)).equals(content)).toBe(true);
    expect((await server.read('/out/large.edi', 40_000)).equals(content.subarray(0, 40_000))).toBe(true);
    server.close();
  });

  it('brings no more of a file than its beginning, where it is cut short and grows again while it is read', async () => {
    const piece = 32_768;
    const content = randomBytes(5 * piece);
    const beginning = content.subarray(0, 2.5 * piece);
    await writeFile(join(host.folder, 'out', 'hole.edi'), beginning);
    const server = await PartnerServer.open(targetAt(host.port), reach, new AbortController().signal);
    let reads = 0;
    host.meddle = (request) => {
      if (!request.startsWith('READ')) return;
      reads += 1;
      return reads === 4 || reads === 5 ? content.subarray((reads - 1) * piece, reads * piece) : undefined;
    };
    expect((await server.read('/out/hole.edi', content.length)).equals(beginning)).toBe(true);
    host.meddle = () => undefined;
    server.close();
  });

  it('is given up where nobody greets in time', async () => {
    const calls = new Set<Socket>();
    const mute = createServer((socket) => calls.add(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const { signal } = new AbortController();
    await expect(PartnerServer.open(targetAt(port), reach, signal, 1_000)).rejects.toThrow(/handshake|not connected/);
    for (const call of calls) call.destroy();
    mute.close();
  });
});
