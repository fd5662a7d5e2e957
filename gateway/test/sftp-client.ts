import { generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';
import ssh2, { type SFTPWrapper } from 'ssh2';
import { hostKeyOf } from '../src/sftp/host-key.ts';

export interface KeyPair {
  readonly public: string;
  readonly private: string;
}

/** Not by ssh2: one in 256 of its Ed25519 keys lacks a byte (its key generator drops a leading zero). */
export const newKey = (): KeyPair => {
  const { privateKey, line } = hostKeyOf(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  return { private: privateKey, public: `${line} erp@partner` };
};

/** In one piece each: larger ones ssh2 cuts in two, and sends the rest later. */
const most = 30_000;

/** A partner's SFTP program: the client of ssh2, in promises. */
export class SftpClient {
  readonly connection: ssh2.Client;
  readonly sftp: SFTPWrapper;
  /** When the server, or the network, has ended the connection. */
  readonly ended: Promise<void>;

  private constructor(connection: ssh2.Client, sftp: SFTPWrapper, ended: Promise<void>) {
    this.connection = connection;
    this.sftp = sftp;
    this.ended = ended;
  }

  /** @throws Error as the library says it when the server lets nobody in */
  static async open(to: ssh2.ConnectConfig): Promise<SftpClient> {
    const connection = new ssh2.Client();
    const ended = new Promise<void>((resolve) => connection.once('close', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      connection.once('ready', resolve).on('error', reject);
      connection.once('connect', () => connection.setNoDelay(true));
      connection.connect({ host: '127.0.0.1', ...to });
    });
    const sftp = await promisify((done: ssh2.ClientSFTPCallback) => connection.sftp(done))();
    return new SftpClient(connection, sftp as SFTPWrapper, ended);
  }

  open(path: string, flags: ssh2.OpenMode): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.sftp.open(path, flags, (error, handle) => (error ? reject(error) : resolve(handle)));
    });
  }

  write(handle: Buffer, piece: Buffer, at: number): Promise<void> {
    return this.done((callback) => this.sftp.write(handle, piece, 0, piece.length, at, callback));
  }

  close(handle: Buffer): Promise<void> {
    return this.done((callback) => this.sftp.close(handle, callback));
  }

  async put(path: string, content: Buffer | string): Promise<void> {
    const handle = await this.open(path, 'w');
    const bytes = Buffer.from(content);
    const writes: Promise<void>[] = [];
    for (let at = 0; at < bytes.length; at += most) writes.push(this.write(handle, bytes.subarray(at, at + most), at));
    await Promise.all(writes);
    await this.close(handle);
  }

  get(path: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.sftp.readFile(path, (error: Error | undefined, content: Buffer) =>
        error ? reject(error) : resolve(content),
      );
    });
  }

  names(folder: string): Promise<string[]> {
    return new Promise((resolve, reject) => {
      this.sftp.readdir(folder, (error, list) =>
        error ? reject(error) : resolve(list.map(({ filename }) => filename).filter((name) => !/^\.\.?$/.test(name))),
      );
    });
  }

  size(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.sftp.stat(path, (error, stats) => (error ? reject(error) : resolve(stats.size)));
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.done((callback) => this.sftp.rename(from, to, callback));
  }

  remove(path: string): Promise<void> {
    return this.done((callback) => this.sftp.unlink(path, callback));
  }

  touch(path: string): Promise<void> {
    return this.done((callback) => this.sftp.utimes(path, new Date(), new Date(), callback));
  }

  end(): Promise<void> {
    this.connection.end();
    return this.ended;
  }

  private done(start: (callback: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
  }
}
