import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { until } from '@tradeloom/testing';
import { freePort } from './free-port.ts';
import { newHostKey } from './partner-host.ts';

/** `SSHD`, where it lies elsewhere. */
const program = [process.env['SSHD'], '/usr/sbin/sshd', '/usr/local/sbin/sshd'].find(
  (path) => path && existsSync(path),
);

/** As root it wants a user of its own to drop rights to; as anybody else it serves that one. */
const someUser = { name: 'daemon', uid: 1, gid: 1 };

/** OpenSSH's own server over a folder of this machine. */
export class OpensshHost {
  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly login: string,
    readonly fingerprint: string,
    private readonly place: string,
    private readonly child: ChildProcess,
  ) {}

  static readonly isHere = program !== undefined;

  /** @param publicKey who may come in */
  static async open(publicKey: string): Promise<OpensshHost> {
    const place = await mkdtemp(join(tmpdir(), 'openssh-host-'));
    const folder = join(place, 'home');
    const hostKey = newHostKey();
    const port = await freePort();
    const isRoot = process.getuid?.() === 0;
    const files = {
      'host-key': `${hostKey.privateKey}\n`,
      authorized: `${publicKey}\n`,
      config: [
        `Port ${port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${place}/host-key`,
        'PidFile none',
        'UsePAM no',
        'StrictModes no',
        `AuthorizedKeysFile ${place}/authorized`,
        'Subsystem sftp internal-sftp',
        `ForceCommand internal-sftp -d ${folder}`,
        '',
      ].join('\n'),
    };
    await chmod(place, 0o755);
    for (const name of ['home', 'home/out', 'home/in', 'home/archive']) await mkdir(join(place, name));
    for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text, { mode: 0o600 });
    if (isRoot)
      for (const name of ['host-key', 'authorized', 'config', 'home', 'home/out', 'home/in', 'home/archive'])
        await chown(join(place, name), someUser.uid, someUser.gid);
    const child = spawn(program ?? '', ['-D', '-f', join(place, 'config')], {
      stdio: 'ignore',
      ...(isRoot && { uid: someUser.uid, gid: someUser.gid }),
    });
    await until('sshd listens', () => listens(port));
    const login = isRoot ? someUser.name : userInfo().username;
    return new OpensshHost(folder, port, login, hostKey.fingerprint, place, child);
  }

  async close(): Promise<void> {
    this.child.kill();
    await rm(this.place, { recursive: true, force: true });
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (is: boolean) => (): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', tell(true)).once('error', tell(false));
  });
