import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { type Places } from './places.ts';

/** As whom PostgreSQL runs: it refuses to be root, and containers and CI machines are root. */
export interface Identity {
  command(program: string, args: readonly string[]): [string, ...string[]];
  /** the user to spawn as, where the operating system changes it for us */
  readonly as?: { readonly uid: number; readonly gid: number };
  /** makes a file or folder, and all below, belong to that user */
  own(path: string): void;
}

const NOBODY = 65534;

const asIs: Identity = { command: (program, args) => [program, ...args], own: () => undefined };

const asUser = (uid: number, gid: number): Identity => ({
  ...asIs,
  as: { uid, gid },
  own: (path) => void spawnSync('chown', ['-R', `${uid}:${gid}`, path]),
});

/**
 * Root becomes, in this order: the user who owns the checkout; root under another number in a namespace of its own
 * (keeps the access to a checkout below a 0700 folder); nobody. Creating a user would write outside the checkout.
 */
export function ordinaryIdentity(places: Places): Identity {
  if (process.getuid?.() !== 0) return asIs;
  const { uid, gid } = statSync(places.checkout);
  if (uid !== 0) return asUser(uid, gid);
  const namespace = ['--user', '--map-user=1000'];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return { ...asIs, command: (program, args) => ['unshare', ...namespace, program, ...args] };
  }
  return asUser(NOBODY, NOBODY);
}
