import { createServer, type Server } from 'node:net';
import { noFreePorts, portBaseInvalid, portTaken } from './start-up-problem.ts';

export const SERVICES = [
  'orders',
  'production',
  'quality',
  'logistics-documents',
  'finance',
  'supplier-performance',
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** All addresses of one stack, drawn from one block of ports around a base. */
export interface PortBlock {
  readonly base: number;
  readonly gateway: number;
  readonly sftp: number;
  readonly http: Readonly<Record<ServiceName, number>>;
  readonly grpc: Readonly<Record<ServiceName | 'gateway', number>>;
  readonly postgres: number;
  readonly kafka: number;
  readonly kafkaController: number;
  readonly zipkin: number;
}

/** A block that nobody else can take while it is held. */
export interface ClaimedPorts {
  readonly ports: PortBlock;
  release(): Promise<void>;
}

const FIRST_BASE = 8080;
const LAST_BASE = 12080;
const STEP = 100;
/** 8022 beside 8080, the addresses that the documentation names */
const SFTP_OFFSET = -58;
const CLAIM_OFFSET = 39;

const numbered = (from: number): Record<ServiceName, number> =>
  Object.fromEntries(SERVICES.map((service, i) => [service, from + i])) as Record<ServiceName, number>;

export const blockAt = (base: number): PortBlock => ({
  base,
  gateway: base,
  sftp: base + SFTP_OFFSET,
  http: numbered(base + 1),
  grpc: { ...numbered(base + 11), gateway: base + 17 },
  postgres: base + 20,
  kafka: base + 21,
  kafkaController: base + 22,
  zipkin: base + 23,
});

/** @returns every port of the block with what it is for, in the order in which they are checked */
export function portsOf(block: PortBlock): [port: number, use: string][] {
  return [
    [block.gateway, 'gateway'],
    ...SERVICES.map((s): [number, string] => [block.http[s], `${s}, HTTP`]),
    ...SERVICES.map((s): [number, string] => [block.grpc[s], `${s}, gRPC`]),
    [block.grpc.gateway, 'gateway, gRPC'],
    [block.postgres, 'PostgreSQL'],
    [block.kafka, 'Kafka'],
    [block.kafkaController, 'Kafka controller'],
    [block.zipkin, 'Zipkin'],
    [block.sftp, 'SFTP'],
  ];
}

const listen = (port: number, host: string): Promise<Server | undefined> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? done(undefined) : failed(error),
    );
    server.listen({ port, host, exclusive: true }, () => done(server));
  });

const close = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));

async function isFree(port: number): Promise<boolean> {
  for (const host of ['0.0.0.0', '127.0.0.1']) {
    const server = await listen(port, host);
    if (!server) return false;
    await close(server);
  }
  return true;
}

/**
 * Holding a listening socket is the only claim that two checkouts starting at the same moment both respect, and that
 * the system gives back when its holder dies: the block's own claim port is held for the life of the stack.
 */
async function claim(base: number): Promise<{ held: Server } | { taken: [number, string] }> {
  const held = await listen(base + CLAIM_OFFSET, '127.0.0.1');
  if (!held) return { taken: [base + CLAIM_OFFSET, 'claim of the block'] };
  for (const [port, use] of portsOf(blockAt(base))) {
    if (!(await isFree(port))) {
      await close(held);
      return { taken: [port, use] };
    }
  }
  held.unref();
  return { held };
}

const claimed = (base: number, held: Server): ClaimedPorts => ({ ports: blockAt(base), release: () => close(held) });

/**
 * @param given TRADELOOM_PORT_BASE; unset means the next free block, beginning with `first`
 * @throws StartUpProblem when the given block is taken, or no block is free
 */
export async function claimPorts(given: string | undefined, first = FIRST_BASE): Promise<ClaimedPorts> {
  if (given) {
    const base = Number(given);
    if (!Number.isInteger(base) || base < 1100 || base > 65_400) throw portBaseInvalid(given);
    const result = await claim(base);
    if ('taken' in result) throw portTaken(...result.taken);
    return claimed(base, result.held);
  }
  const last = first + (LAST_BASE - FIRST_BASE);
  for (let base = first; base <= last; base += STEP) {
    const result = await claim(base);
    if ('held' in result) return claimed(base, result.held);
  }
  throw noFreePorts(first, last);
}
