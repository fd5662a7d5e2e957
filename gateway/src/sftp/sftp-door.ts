import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { log, noteSecurity, Transactions } from '@tradeloom/chassis';
import ssh2, { type Connection } from 'ssh2';
import { KeepFile } from '../mailboxes/keep-file.ts';
import { ByteBudget } from '../rate-limits/byte-budget.ts';
import { RateLimits } from '../rate-limits/rate-limits.ts';
import { type Admitted, AuthorizedKeys } from './authorized-keys.ts';
import type { HostKey } from './host-key.ts';
import type { Upload } from './inbound.ts';
import { limits } from './limits.ts';
import { LogIn, LogInTry } from './log-in.ts';
import { mailboxOf } from './mailbox.ts';
import { PartnerConnection } from './partner-connection.ts';
import { SftpAddress } from './sftp-address.ts';

/** Authenticated encryption alone, key agreement on curves, and nothing unpacked. */
const algorithms = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384'],
  cipher: ['aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes128-gcm@openssh.com'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
  compress: ['none'],
} satisfies ssh2.Algorithms;
const lookEveryMs = 50;

/** A connection, and how long it may take to say who it is. */
interface Guest {
  readonly socket: Socket;
  readonly patience: NodeJS.Timeout;
}

/** SFTP for partners' systems, beside HTTPS: the same files, kept and read the same way. */
@Injectable()
export class SftpDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly guests = new Map<string, Guest>();
  private readonly connections = new Set<PartnerConnection>();
  private readonly uploads = new Map<string, Set<Upload>>();
  private readonly budget = new ByteBudget({ each: limits.openBytesPerPartner, all: limits.openBytes });
  private server: Server | undefined;
  private recheck: NodeJS.Timeout | undefined;

  constructor(
    private readonly address: SftpAddress,
    private readonly logIn: LogIn,
    private readonly keys: AuthorizedKeys,
    private readonly transactions: Transactions,
    private readonly files: KeepFile,
    private readonly rates: RateLimits,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { port, hostKey } = this.address;
    if (port === null || hostKey === null) return;
    this.server = await this.listen(port, hostKey);
    this.address.opened((this.server.address() as AddressInfo).port);
    this.recheck = setInterval(() => {
      void this.endRevoked();
    }, limits.recheckMs).unref();
  }

  /** Nobody comes in any more; what is being uploaded may be finished, and then the connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.server?.close();
    clearInterval(this.recheck);
    const deadline = performance.now() + limits.drainMs;
    while ([...this.connections].some((one) => one.isWriting) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    for (const connection of this.connections) connection.end();
    for (const { socket } of this.guests.values()) socket.destroySoon();
  }

  /** Whoever came in with this key goes at once. */
  revoked(keyId: string): void {
    for (const connection of this.connections) if (connection.who.keyId === keyId) connection.end();
  }

  /** Whoever came in with a key that was revoked at another gateway goes: done again and again. */
  async endRevoked(): Promise<void> {
    const used = [...new Set([...this.connections].map(({ who }) => who.keyId))];
    if (used.length === 0) return;
    try {
      const good = await this.keys.stillGood(used);
      for (const keyId of used) if (!good.has(keyId)) this.revoked(keyId);
    } catch (error) {
      log.error({ err: error }, 'open SFTP connections could not be held against their keys');
    }
  }

  private async listen(port: number, { privateKey }: HostKey): Promise<Server> {
    const ssh = new ssh2.Server({ hostKeys: [privateKey], algorithms, ident: 'Tradeloom' });
    ssh.on('connection', (connection, { ip, port: from }) => this.greet(connection, this.guests.get(`${ip} ${from}`)));
    const server = createServer({ noDelay: true }, (socket) => {
      void this.accept(ssh, socket);
    });
    server.maxConnections = limits.connections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, process.env['HOST'] ?? '127.0.0.1', resolve);
    });
    return server;
  }

  /** A socket that says nothing, or not who it is, is cut off after a while. */
  private async accept(ssh: ssh2.Server, socket: Socket): Promise<void> {
    const { remoteAddress: address = '', remotePort } = socket;
    socket.on('error', () => socket.destroy());
    const fromThere = [...this.guests.values()].filter((guest) => guest.socket.remoteAddress === address);
    if (fromThere.length >= limits.perAddress || !(await this.rates.tryTake('sign-in', address))) {
      noteSecurity('too-many-requests', { by: 'sftp-key', from: address });
      socket.destroy();
      return;
    }
    const patience = setTimeout(() => socket.destroy(), limits.logInMs).unref();
    const name = `${address} ${remotePort}`;
    this.guests.set(name, { socket, patience });
    socket.once('close', () => {
      clearTimeout(patience);
      this.guests.delete(name);
    });
    ssh.injectSocket(socket);
  }

  private greet(connection: Connection, guest: Guest | undefined): void {
    if (!guest) {
      connection.end();
      return;
    }
    const attempt = new LogInTry(guest.socket.remoteAddress ?? '');
    let inside: PartnerConnection | undefined;
    connection.on('error', (error: Error) => log.debug({ err: error, from: attempt.address }, 'SFTP connection'));
    connection.once('close', () => {
      if (inside) this.leave(inside);
      else this.logIn.failed(attempt).catch((error: unknown) => log.error({ err: error }, 'SFTP log-in not counted'));
    });
    connection.on('authentication', (context) => {
      void this.logIn.decide(context, attempt, (who) => {
        inside = this.admit(who, connection, guest);
        return inside !== undefined;
      });
    });
  }

  private admit(who: Admitted, connection: Connection, { socket, patience }: Guest): PartnerConnection | undefined {
    const { partner, actor } = who;
    const his = [...this.connections].filter((other) => other.who.partner === partner);
    if (his.length >= limits.perPartner) return undefined;
    clearTimeout(patience);
    const uploads = this.uploads.get(partner) ?? new Set<Upload>();
    this.uploads.set(partner, uploads);
    const inside = new PartnerConnection(who, connection, socket, {
      uploads,
      mailbox: mailboxOf(who, this.transactions, this.files, uploads),
      room: {
        take: (bytes) => this.budget.take(partner, bytes),
        giveBack: (bytes) => this.budget.giveBack(partner, bytes),
      },
      mayAsk: () => this.rates.tryTake('reads', `${actor.organisation}:${actor.login}`),
    });
    this.connections.add(inside);
    return inside;
  }

  private leave(connection: PartnerConnection): void {
    connection.gone();
    this.connections.delete(connection);
    const { partner } = connection.who;
    if (![...this.connections].some((other) => other.who.partner === partner)) this.uploads.delete(partner);
  }
}
