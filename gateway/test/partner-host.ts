import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  type FileHandle,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from 'ssh2';
import { type HostKey, hostKeyOf } from '../src/sftp/host-key.ts';
import { provesWhatItSays } from '../src/sftp/proof.ts';

const { STATUS_CODE, flagsToString } = ssh2.utils.sftp;

/** Another key with which a server may be known. */
export const newHostKey = (): HostKey =>
  hostKeyOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

interface Opened {
  readonly file: FileHandle | null;
  /** what of a folder was not told yet */
  names: string[];
  readonly path: string;
}

const attributesOf = async (path: string): Promise<Attributes> => {
  const { mode, uid, gid, size, atimeMs, mtimeMs } = await lstat(path);
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
};

/**
 * A request as it comes to the server: `RENAME /out/a.edi`. What it throws is answered as a failure, and bytes that it
 * answers are sent as they are, whatever was asked.
 */
export type Meddle = (request: string, cut: () => void) => unknown;

/** A partner's SFTP server: a folder of this machine, behind the server side of ssh2. Renaming overwrites nothing. */
export class PartnerHost {
  meddle: Meddle = () => undefined;
  readonly seen: string[] = [];
  /** As object storage does: what is renamed is new. */
  renewsAtRename = false;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private authorized: readonly Buffer[] = [];

  readonly folder: string;
  private hostKey: HostKey;
  private heldPort: number;

  private constructor(folder: string, hostKey: HostKey, heldPort = 0) {
    this.folder = folder;
    this.hostKey = hostKey;
    this.heldPort = heldPort;
  }

  static async open(): Promise<PartnerHost> {
    const host = new PartnerHost(await realpath(await mkdtemp(join(tmpdir(), 'partner-host-'))), newHostKey());
    for (const name of ['out', 'in', 'archive']) await mkdir(join(host.folder, name));
    await host.start();
    return host;
  }

  get port(): number {
    return this.heldPort;
  }

  get fingerprint(): string {
    return this.hostKey.fingerprint;
  }

  /** From now on these come in, and nobody else. @param publicKeys `ssh-ed25519 AAAA…` */
  authorize(...publicKeys: readonly string[]): void {
    this.authorized = publicKeys.map((line) => {
      const key = ssh2.utils.parseKey(line);
      if (key instanceof Error) throw key;
      return key.getPublicSSH();
    });
  }

  /** Comes back at the same port, or with another key. */
  async start(hostKey = this.hostKey): Promise<void> {
    this.hostKey = hostKey;
    const ssh = new ssh2.Server({ hostKeys: [hostKey.privateKey] }, (guest) => this.welcome(guest));
    const server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      ssh.injectSocket(socket);
    });
    server.listen(this.heldPort, '127.0.0.1');
    await once(server, 'listening');
    this.heldPort = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async makeFolder(path: string): Promise<void> {
    await mkdir(join(this.folder, path), { recursive: true });
  }

  names(folder: string): Promise<string[]> {
    return readdir(join(this.folder, folder));
  }

  /** As the network does it: nobody is told. */
  private cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private welcome(guest: Connection): void {
    guest
      .on('error', () => undefined)
      .on('authentication', (context) => {
        if (context.method !== 'publickey') return context.reject(['publickey']);
        const offered = context.key.data;
        if (!this.authorized.some((key) => key.equals(offered))) return context.reject(['publickey']);
        return provesWhatItSays(context) ? context.accept() : context.reject(['publickey']);
      })
      .on('session', (accept) =>
        accept().on('sftp', (begin) => {
          const gone = new AbortController();
          guest.once('close', () => gone.abort());
          this.serve(begin(), gone.signal);
        }),
      );
  }

  /** @param gone when the guest has left, who may leave files open */
  private serve(sftp: SFTPWrapper, gone: AbortSignal): void {
    const opened = new Map<number, Opened>();
    gone.addEventListener('abort', () => {
      for (const { file } of opened.values()) void file?.close();
    });
    let last = 0;
    const real = (path: string): string => join(this.folder, posix.normalize(`/${path}`));
    const hold = (one: Opened): Buffer => {
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(++last);
      opened.set(last, one);
      return handle;
    };
    const held = (handle: Buffer): Opened => {
      const one = opened.get(handle.readUInt32BE());
      if (!one) throw new Error('no such handle');
      return one;
    };
    const answer = (id: number, request: string, work: () => Promise<unknown>): void => {
      this.seen.push(request);
      Promise.resolve()
        .then(() => this.meddle(request, () => this.cut()))
        .then((said) => (Buffer.isBuffer(said) ? sftp.data(id, said) : work()))
        .catch((error: NodeJS.ErrnoException) =>
          sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE, error.message),
        );
    };
    const done = (id: number): void => sftp.status(id, STATUS_CODE.OK);
    sftp.on('OPEN', (id, path, flags) =>
      answer(id, `OPEN ${path}`, async () => {
        const file = await open(real(path), flagsToString(flags) ?? 'r');
        if (gone.aborted) return file.close();
        sftp.handle(id, hold({ file, names: [], path: real(path) }));
      }),
    );
    sftp.on('READ', (id, handle, offset, length) =>
      answer(id, `READ ${held(handle).path}`, async () => {
        const { bytesRead, buffer } = (await held(handle).file?.read(Buffer.alloc(length), 0, length, offset)) ?? {};
        if (!bytesRead || !buffer) return sftp.status(id, STATUS_CODE.EOF);
        sftp.data(id, buffer.subarray(0, bytesRead));
      }),
    );
    sftp.on('WRITE', (id, handle, offset, data) =>
      answer(id, `WRITE ${held(handle).path}`, async () => {
        await held(handle).file?.write(data, 0, data.length, offset);
        done(id);
      }),
    );
    sftp.on('FSTAT', (id, handle) =>
      answer(id, `FSTAT ${held(handle).path}`, async () => sftp.attrs(id, await attributesOf(held(handle).path))),
    );
    for (const kind of ['STAT', 'LSTAT'] as const)
      sftp.on(kind, (id: number, path: string) =>
        answer(id, `${kind} ${path}`, async () => sftp.attrs(id, await attributesOf(real(path)))),
      );
    sftp.on('FSETSTAT', (id) => done(id));
    sftp.on('CLOSE', (id, handle) =>
      answer(id, `CLOSE ${held(handle).path}`, async () => {
        const { file } = held(handle);
        opened.delete(handle.readUInt32BE());
        await file?.close();
        done(id);
      }),
    );
    sftp.on('OPENDIR', (id, path) =>
      answer(id, `OPENDIR ${path}`, async () => {
        const names = await readdir(real(path));
        sftp.handle(id, hold({ file: null, names, path: real(path) }));
      }),
    );
    sftp.on('READDIR', (id, handle) =>
      answer(id, `READDIR ${held(handle).path}`, async () => {
        const folder = held(handle);
        const some = folder.names.splice(0, 100);
        if (some.length === 0) return sftp.status(id, STATUS_CODE.EOF);
        const entries = await Promise.all(
          some.map(async (filename) => ({
            filename,
            longname: filename,
            attrs: await attributesOf(join(folder.path, filename)),
          })),
        );
        sftp.name(id, entries);
      }),
    );
    sftp.on('RENAME', (id, from, to) =>
      answer(id, `RENAME ${from} ${to}`, async () => {
        if (
          await stat(real(to)).then(
            () => true,
            () => false,
          )
        )
          throw new Error('there is such a file');
        await rename(real(from), real(to));
        if (this.renewsAtRename) await utimes(real(to), new Date(), new Date(Date.now() + 60_000));
        done(id);
      }),
    );
    sftp.on('REMOVE', (id, path) =>
      answer(id, `REMOVE ${path}`, async () => {
        await unlink(real(path));
        done(id);
      }),
    );
  }
}
