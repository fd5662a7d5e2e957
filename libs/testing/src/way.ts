import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way over TCP to a server, that can fall silent as a network does: nobody hears anything, not even a hang-up. */
export class Way {
  private readonly sockets = new Set<Socket>();
  /** Who came while nothing got through: their first packet is sent again and again. */
  private readonly waiting: Socket[] = [];
  private silent = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (socket) => this.accept(socket));
  }

  /** @param port of its own, 0 for a free one */
  static async to(host: string, port: number, own = 0): Promise<Way> {
    const server = createServer().listen(own, '127.0.0.1');
    await once(server, 'listening');
    return new Way(server, { host, port });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What is open now stays dead for good: neither end is told. */
  fallSilent(): void {
    this.silent = true;
    for (const socket of this.sockets) {
      socket.unpipe().pause();
      socket.removeAllListeners('close');
    }
  }

  /** For what comes, and for what has come meanwhile. */
  open(): void {
    this.silent = false;
    for (const socket of this.waiting.splice(0)) this.lead(socket);
  }

  close(): void {
    this.server.close();
    for (const socket of [...this.sockets, ...this.waiting]) socket.destroy();
  }

  private accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (this.silent) this.waiting.push(socket);
    else this.lead(socket);
  }

  private lead(socket: Socket): void {
    const onward = connect(this.target).on('error', () => onward.destroy());
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
