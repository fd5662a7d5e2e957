import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Places } from './places.ts';

/** As whom PostgreSQL runs: it refuses to be root, which containers and CI machines are, or a user without a name. */
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

/** The same user under another number: keeps the access to all files, to a checkout below a 0700 folder too. */
function inNamespace(uid: number): Identity | undefined {
  const namespace = ['--user', `--map-user=${uid}`];
  if (spawnSync('unshare', [...namespace, 'true']).status !== 0) return undefined;
  return { ...asIs, command: (program, args) => ['unshare', ...namespace, program, ...args] };
}

/** User numbers that the machine has names for, root left out. */
const namedUsers = (): number[] =>
  existsSync('/etc/passwd')
    ? readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .map((line) => Number(line.split(':')[2]))
        .filter((uid) => uid > 0)
    : [];

/**
 * An ordinary user stays what it is. Root becomes the user who owns the checkout, if that is another; else root, like a
 * user whose number the machine has no name for, goes by a named one in a namespace of its own; where that is not
 * allowed, root becomes nobody. Creating a user would write outside the checkout.
 */
export function ordinaryIdentity(places: Places): Identity {
  const me = process.getuid?.();
  // only Linux has both the namespaces and its users in that file
  if (me === undefined || process.platform !== 'linux') return asIs;
  const named = namedUsers();
  if (named.includes(me)) return asIs;
  const { uid, gid } = statSync(places.checkout);
  if (me === 0 && named.includes(uid)) return asUser(uid, gid);
  const stranger = named[0] === undefined ? undefined : inNamespace(named[0]);
  if (stranger) return stranger;
  return me === 0 ? asUser(NOBODY, NOBODY) : asIs;
}
