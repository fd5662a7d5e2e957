import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { clientNamed } from './client-named.ts';

/** How the way between one process and the server is. */
export type Way =
  | { readonly is: 'open' }
  | { readonly is: 'cut' }
  | { readonly is: 'silent'; readonly which: 'requests' | 'answers' }
  | { readonly is: 'slow'; readonly ms: number };

interface Line {
  readonly client: string;
  /** what comes from the client, and where it goes */
  readonly requests: Direction;
  readonly answers: Direction;
}

interface Direction {
  readonly from: Socket;
  readonly to: Socket;
}

const open: Way = { is: 'open' };

/**
 * Stands between the platform's processes and one server. Who calls is read from the first bytes, so that one port
 * serves all and each process has a way of its own that can be cut, fall silent one way, or become slow.
 */
export class Network {
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  readonly #ways = new Map<string, Way>();
  #target = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#accept(socket));
  }

  static async listen(): Promise<Network> {
    const server = createServer({ pauseOnConnect: false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Network(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  leadTo(port: number): void {
    this.#target = port;
  }

  /** From now on, for what is open and for what comes. */
  set(client: string, way: Way): void {
    this.#ways.set(client, way);
    for (const line of this.#lines) if (line.client === client) this.#apply(line, way);
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const { requests } of this.#lines) {
      requests.from.destroy();
      requests.to.destroy();
    }
    await once(this.#server, 'close');
  }

  #wayOf(client: string): Way {
    return this.#ways.get(client) ?? open;
  }

  #accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      const client = clientNamed(first);
      const way = this.#wayOf(client);
      if (way.is === 'cut') socket.destroy();
      else this.#join(client, socket, first);
    });
  }

  #join(client: string, socket: Socket, first: Buffer): void {
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    const line: Line = {
      client,
      requests: { from: socket, to: server },
      answers: { from: server, to: socket },
    };
    this.#lines.add(line);
    socket.unshift(first);
    for (const direction of [line.requests, line.answers]) {
      const { from, to } = direction;
      from.on('data', (bytes: Buffer) => this.#carry(client, direction, bytes));
      from.on('end', () => to.end());
      from.on('error', () => from.destroy());
      from.on('close', () => {
        to.destroy();
        this.#lines.delete(line);
      });
    }
    this.#apply(line, this.#wayOf(client));
  }

  /** A slow way keeps the order: all that comes waits equally long. */
  #carry(client: string, { from, to }: Direction, bytes: Buffer): void {
    const way = this.#wayOf(client);
    const write = (): void => {
      if (to.writable && !to.write(bytes)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    if (way.is === 'slow') setTimeout(write, way.ms);
    else write();
  }

  /** What falls silent is not lost: like packets that are sent again, it arrives when the way is open again. */
  #apply({ requests, answers }: Line, way: Way): void {
    if (way.is === 'cut') {
      requests.from.destroy();
      return;
    }
    for (const [name, { from }] of [['requests', requests] as const, ['answers', answers] as const]) {
      if (way.is === 'silent' && way.which === name) from.pause();
      else from.resume();
    }
  }
}
