import type { Socket } from 'node:net';
import { withScope } from '@tradeloom/chassis';
import type { Connection, Session, SFTPWrapper } from 'ssh2';
import type { Admitted } from './authorized-keys.ts';
import type { Room } from './growing-file.ts';
import type { Upload } from './inbound.ts';
import { limits } from './limits.ts';
import type { Mailbox } from './mailbox.ts';
import { failed } from './refusal.ts';
import { Pressure } from './request-queue.ts';
import { SftpChannel } from './sftp-channel.ts';

/** What the door lends to a connection. */
export interface Lent {
  readonly mailbox: Mailbox;
  readonly uploads: Set<Upload>;
  readonly room: Room;
  /** Whether the partner may ask once more now. */
  mayAsk(): Promise<boolean>;
}

/** A partner's system that has come in. Its channels speak SFTP; everything else of SSH is refused by not being heard. */
export class PartnerConnection {
  private readonly channels = new Set<SftpChannel>();
  private readonly pressure: Pressure;
  private readonly since = new Date();
  private sessions = 0;
  private readonly idle: NodeJS.Timeout;

  constructor(
    readonly who: Admitted,
    private readonly connection: Connection,
    private readonly socket: Socket,
    private readonly lent: Lent,
  ) {
    this.pressure = new Pressure(socket);
    this.idle = setTimeout(() => this.end(), limits.idleMs).unref();
    connection.on('session', (accept, reject) => {
      if (this.sessions < limits.channels) this.hear(accept());
      else reject();
    });
  }

  get isWriting(): boolean {
    return [...this.channels].some((channel) => channel.isWriting);
  }

  /** What was not closed by now is not taken. */
  end(): void {
    this.gone();
    this.connection.end();
    // who does not answer the good-bye is cut off
    setTimeout(() => this.socket.destroy(), farewellMs).unref();
  }

  /** The network has ended it. */
  gone(): void {
    clearTimeout(this.idle);
    for (const channel of this.channels) channel.end();
    this.channels.clear();
  }

  private hear(session: Session): void {
    this.sessions += 1;
    session.once('close', () => {
      this.sessions -= 1;
    });
    session.once('sftp', (accept) => this.open(accept()));
  }

  private open(sftp: SFTPWrapper): void {
    let untaken = 0;
    const { mailbox, uploads, room } = this.lent;
    const channel = new SftpChannel(sftp, {
      mailbox,
      uploads,
      room,
      since: this.since,
      pressure: this.pressure,
      run: (work) => this.run(work),
      checkRate: () => this.checkRate(),
      answered: (bytes) => {
        // ssh2 keeps what the client does not take, without an end
        untaken = isTaking(sftp, this.socket) ? 0 : untaken + bytes;
        if (untaken > limits.untakenBytes) this.end();
      },
    });
    this.channels.add(channel);
    const over = (): void => {
      channel.end();
      this.channels.delete(channel);
    };
    sftp.on('error', over);
    sftp.on('close', over);
    sftp.on('end', () => {
      over();
      sayGoodBye(sftp);
    });
  }

  private run(work: () => Promise<void>): Promise<void> {
    this.idle.refresh();
    const { actor } = this.who;
    return withScope({ by: actor, organisations: [actor.organisation] }, work);
  }

  private async checkRate(): Promise<void> {
    if (!(await this.lent.mayAsk())) throw failed({ en: 'Too many requests: please wait', zh: '请求过于频繁，请稍候' });
  }
}

const farewellMs = 2_000;
const networkBytes = 4_194_304;

/** The client says no more: scp waits for an exit status (RFC 4254, section 6.10), and everybody for the channel's end. */
const sayGoodBye = (sftp: SFTPWrapper): void => {
  const { _protocol: protocol, outgoing } = sftp as Inside;
  protocol.exitStatus(outgoing.id, 0);
  sftp.end();
};

/** What ssh2 knows of a channel and tells in no other way. */
type Inside = SFTPWrapper & {
  readonly outgoing: { readonly id: number; readonly window: number };
  readonly _protocol: { exitStatus(channel: number, status: number): void };
};

/** Whether the client's window is open (RFC 4254, section 5.2) and the network takes what is written. */
const isTaking = (sftp: SFTPWrapper, socket: Socket): boolean => {
  const { outgoing } = sftp as Inside;
  return outgoing.window > 0 && socket.writableLength < networkBytes;
};
