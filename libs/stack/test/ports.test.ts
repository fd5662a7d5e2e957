import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { instancesOf, MOST_REPLICAS } from '../src/instances.ts';
import { blockAt, type ClaimedPorts, claimPorts, portsOf } from '../src/ports.ts';
import { GATEWAY, PLATFORM } from '../src/services.ts';

const FIRST = 24_080;

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('the ports of a stack', () => {
  const held: ClaimedPorts[] = [];
  const servers: Server[] = [];
  const claim = async (...args: Parameters<typeof claimPorts>): Promise<ClaimedPorts> => {
    const claimed = await claimPorts(...args);
    held.push(claimed);
    return claimed;
  };
  afterEach(async () => {
    for (const claimed of held.splice(0)) await claimed.release();
    for (const server of servers.splice(0)) server.close();
  });

  it('are 8080 for the gateway and 8022 for SFTP in the first block', () => {
    expect(blockAt(8080)).toMatchObject({ gateway: 8080, sftp: 8022 });
  });

  it('never meet, neither in one block nor with the next one, not even with several of each process', () => {
    const blocks = [blockAt(8080), blockAt(8180)];
    const known = blocks.flatMap((block) => portsOf(block).map(([port]) => port));
    const own = blocks.flatMap((block) =>
      instancesOf(PLATFORM, block, MOST_REPLICAS).flatMap(({ process, ports: { http, grpc, sftp } }) =>
        process.name === GATEWAY ? [http, grpc, sftp] : [http, grpc],
      ),
    );
    const ports = [...known, ...own];
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('are different for stacks that start at the same moment', async () => {
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim(undefined, FIRST)));
    expect(new Set(claims.map(({ ports }) => ports.base)).size).toBe(4);
  });

  it('skip a block of which one port is taken, whichever address it listens on', async () => {
    servers.push(await occupy(FIRST + 20));
    expect((await claim(undefined, FIRST)).ports.base).toBe(FIRST + 100);
  });

  it('can be claimed again once released', async () => {
    const first = await claimPorts(undefined, FIRST);
    await first.release();
    expect((await claim(undefined, FIRST)).ports.base).toBe(FIRST);
  });

  it('refuse a given base that is taken, naming the port and what it is for', async () => {
    servers.push(await occupy(FIRST + 2));
    await expect(claim(String(FIRST))).rejects.toMatchObject({
      code: 'stack.port.taken',
      exitCode: 3,
      text: { en: expect.stringContaining(`Port ${FIRST + 2} (production, HTTP) is taken`) },
    });
  });

  it.each(['http', '80', '70000', '8080.5'])('refuse %s as a base', async (given) => {
    await expect(claim(given)).rejects.toMatchObject({ code: 'stack.port.base-invalid', exitCode: 3 });
  });
});
