import { posix } from 'node:path';
import { promisify } from 'node:util';
import ssh2, { type FileEntry, type ServerHostKeyAlgorithm, type SFTPWrapper, type Stats } from 'ssh2';
import type { Reach } from '../outside/reach.ts';
import { fingerprintOf } from '../sftp/public-key.ts';
import { dialled, type Target, usualAlgorithms } from './call-server.ts';
import type { Listed } from './wanted.rules.ts';

/** The server is not the one it was said to be: nothing was said to it. */
export class OtherServer extends Error {
  /** @param shown `SHA256:…` of the key that it showed */
  constructor(readonly shown: string) {
    super(`the server shows another key: ${shown}`);
    this.name = 'OtherServer';
  }
}

/** A server has several keys, and shows the one that it is asked for. */
const hostKeyKinds: readonly (readonly ServerHostKeyAlgorithm[])[] = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
];
const noSuchKind = /no matching host key/;

/** For calling a server, and again for being let in; what is fetched there may take longer. */
const usualGreetingMs = 20_000;
const signOfLifeMs = 10_000;
const mostListed = 20_000;
/** What every server answers in one piece, and so many questions on the way at once: a far server is a slow one. */
const pieceBytes = 32_768;
const piecesAtOnce = 16;
const { STATUS_CODE } = ssh2.utils.sftp;
const regularFile = 0o100000;
const fileKind = 0o170000;

const listedOf = (name: string, { mode, size, mtime }: Pick<Stats, 'mode' | 'size' | 'mtime'>): Listed => ({
  name,
  isFile: (mode & fileKind) === regularFile,
  size,
  mtime,
});

const isCode = (error: unknown, code: number): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The server did what it was asked to or refused it: it is not gone. */
export const hasAnswered = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/** One session with a partner's SFTP server. Whoever ends `signal` ends it, and what is under way fails. */
export class PartnerServer {
  /** Rejected when the session is over: a request made after that is never answered. */
  private readonly over: Promise<never>;
  private ended = false;

  private constructor(
    private readonly connection: ssh2.Client,
    private readonly sftp: SFTPWrapper,
    private readonly untie: () => void,
  ) {
    this.over = new Promise((_, reject) => {
      const end = (why: Error): void => {
        this.ended = true;
        reject(why);
        connection.destroy();
      };
      connection.once('close', () => end(new Error('the server ended the connection')));
      sftp.once('close', () => end(new Error('the server ended the session')));
      // What it says makes no sense.
      sftp.on('error', end);
    });
    this.over.catch(() => undefined);
  }

  /** Nothing is answered any more. */
  get isOver(): boolean {
    return this.ended;
  }

  /** @throws OtherServer when none of its keys is the one on file; Error as the network or the server says it */
  static async open(
    target: Target,
    reach: Reach,
    signal: AbortSignal,
    greetingMs = usualGreetingMs,
  ): Promise<PartnerServer> {
    let shown: string | null = null;
    for (const kind of hostKeyKinds) {
      try {
        return await PartnerServer.openWith(target, kind, reach, signal, greetingMs);
      } catch (error) {
        if (error instanceof OtherServer) shown ??= error.shown;
        else if (!(error instanceof Error && noSuchKind.test(error.message))) throw error;
      }
    }
    throw shown === null ? new Error('the server has no key of a kind that we know') : new OtherServer(shown);
  }

  private static async openWith(
    target: Target,
    kind: readonly ServerHostKeyAlgorithm[],
    reach: Reach,
    signal: AbortSignal,
    greetingMs: number,
  ): Promise<PartnerServer> {
    const { login, hostKey, privateKey } = target;
    const sock = await dialled(target, reach, signal, greetingMs);
    const connection = new ssh2.Client();
    const algorithms = { ...usualAlgorithms, serverHostKey: [...kind] };
    let refused: OtherServer | null = null;
    const hostVerifier = (key: Buffer): boolean => {
      const shown = fingerprintOf(key);
      if (shown !== hostKey) refused = new OtherServer(shown);
      return refused === null;
    };
    const end = (): void => void connection.destroy();
    signal.addEventListener('abort', end);
    const untie = (): void => signal.removeEventListener('abort', end);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('ready', resolve).on('error', reject);
        connection.once('close', () => reject(new Error('the server ended the connection')));
        connection.connect({
          sock,
          username: login,
          privateKey,
          hostVerifier,
          readyTimeout: greetingMs,
          keepaliveInterval: signOfLifeMs,
          algorithms,
        });
      });
      const sftp = await promisify((done: ssh2.ClientSFTPCallback) => connection.sftp(done))();
      return new PartnerServer(connection, sftp as SFTPWrapper, untie);
    } catch (error) {
      untie();
      connection.destroy();
      throw refused ?? error;
    }
  }

  /** What lies in a folder, the first twenty thousand of it. */
  async list(folder: string): Promise<Listed[]> {
    const handle = await this.asked<Buffer>((done) => this.sftp.opendir(folder, done));
    const found: Listed[] = [];
    try {
      while (found.length < mostListed) {
        const some = await this.asked<FileEntry[]>((done) => this.sftp.readdir(handle, done));
        found.push(...some.map(({ filename, attrs }) => listedOf(filename, attrs)));
      }
    } catch (error) {
      if (!isCode(error, STATUS_CODE.EOF)) throw error;
    }
    await this.asked<void>((done) => this.sftp.close(handle, done));
    return found;
  }

  /** Null when there is no such file. A link is not followed. */
  async stat(path: string): Promise<Listed | null> {
    try {
      return listedOf(posix.basename(path), await this.asked<Stats>((done) => this.sftp.lstat(path, done)));
    } catch (error) {
      if (isCode(error, STATUS_CODE.NO_SUCH_FILE)) return null;
      throw error;
    }
  }

  /** Up to `size` bytes from the beginning, without a gap. */
  async read(path: string, size: number): Promise<Buffer> {
    const handle = await this.asked<Buffer>((done) => this.sftp.open(path, 'r', done));
    const content = Buffer.alloc(size);
    let length = 0;
    try {
      for (let isWhole = true; isWhole && length < size; ) {
        const begins = Array.from({ length: piecesAtOnce }, (_, n) => length + n * pieceBytes).filter(
          (at) => at < size,
        );
        const pieces = begins.map((at) => content.subarray(at, at + pieceBytes));
        const read = await Promise.all(pieces.map((piece, n) => this.fill(handle, piece, begins[n] ?? 0)));
        const short = read.findIndex((bytes, n) => bytes !== pieces[n]?.length);
        isWhole = short < 0;
        // What follows a short piece has come there since: between them is a hole.
        length += read.slice(0, isWhole ? read.length : short + 1).reduce((sum, bytes) => sum + bytes, 0);
      }
    } finally {
      await this.asked<void>((done) => this.sftp.close(handle, done));
    }
    return content.subarray(0, length);
  }

  write(path: string, content: Buffer): Promise<void> {
    return this.asked<void>((done) => this.sftp.writeFile(path, content, done));
  }

  rename(from: string, to: string): Promise<void> {
    return this.asked<void>((done) => this.sftp.rename(from, to, done));
  }

  /** That there is none is no error. */
  async remove(path: string): Promise<void> {
    try {
      await this.asked<void>((done) => this.sftp.unlink(path, done));
    } catch (error) {
      if (!isCode(error, STATUS_CODE.NO_SUCH_FILE)) throw error;
    }
  }

  /** Reads as much of a piece as there is: servers may answer less than they are asked for. */
  private async fill(handle: Buffer, piece: Buffer, position: number): Promise<number> {
    let filled = 0;
    for (let got = -1; got !== 0 && filled < piece.length; filled += got) {
      const left = piece.length - filled;
      got = await this.asked<number>((done) => this.sftp.read(handle, piece, filled, left, position + filled, done));
    }
    return filled;
  }

  close(): void {
    this.untie();
    this.connection.end();
  }

  private asked<T>(start: (done: (error: Error | null | undefined, answer: T) => void) => void): Promise<T> {
    const answered = new Promise<T>((resolve, reject) => {
      start((error, answer) => (error ? reject(error) : resolve(answer)));
    });
    return Promise.race([this.over, answered]);
  }
}
