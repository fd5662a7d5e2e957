import { type Stack, withDescendants } from '@tradeloom/stack';
import type { Clocks } from './clocks.ts';
import type { Keeper } from './keeper.ts';
import type { Network, Way } from './network.ts';
import type { Fault, FaultKind } from './plan.rules.ts';
import type { Releases } from './releases.ts';
import type { SmallDisk } from './small-disk.ts';

export interface Arena {
  readonly stack: Stack;
  readonly keeper: Keeper;
  readonly toDatabase: Network;
  readonly toBroker: Network;
  /** what the database and the broker write on */
  readonly disks: Readonly<Record<'postgres' | 'kafka', SmallDisk>> | undefined;
  readonly clocks: Clocks;
  readonly releases: Releases;
}

/** Takes a fault back. */
export type Heal = () => void;

const latencyMs = 300;

/** Only processes that the stack has recorded as its own, and their children. */
const signal = ({ stack }: Arena, names: readonly string[], what: NodeJS.Signals, family = false): Heal => {
  const pids = names.flatMap((name) => stack.pids()[name] ?? []);
  const struck = family ? withDescendants(pids) : pids;
  for (const pid of struck) send(pid, what);
  return () => {
    for (const pid of struck) send(pid, 'SIGCONT');
  };
};

const send = (pid: number, what: NodeJS.Signals): void => {
  try {
    process.kill(pid, what);
  } catch (error) {
    // it has ended by itself meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const nothing: Heal = () => undefined;

const killed = (arena: Arena, names: readonly string[]): Heal => {
  signal(arena, names, 'SIGKILL');
  return nothing;
};

const stopped = (arena: Arena, name: string, how: NodeJS.Signals): Heal => {
  arena.keeper.keepAway(name);
  signal(arena, [name], how);
  return () => arena.keeper.mayReturn(name);
};

const along = (network: Network, roles: readonly string[], way: Way): Heal => {
  for (const role of roles) network.set(role, way);
  return () => {
    for (const role of roles) network.set(role, { is: 'open' });
  };
};

const filled = (disk: SmallDisk | undefined): Heal => {
  disk?.fill();
  return () => disk?.free();
};

const strikes: Readonly<Record<FaultKind, (arena: Arena, fault: Fault) => Heal>> = {
  'process-kill': (arena, { roles }) => killed(arena, roles),
  'process-pause': (arena, { roles }) => signal(arena, roles, 'SIGSTOP'),
  // as an orchestrator rolls out a release: it finishes what it has, and the next one comes
  'process-restart': (arena, { roles }) => {
    for (const role of roles) arena.releases.renew(role);
    signal(arena, roles, 'SIGTERM');
    return nothing;
  },
  'database-kill': (arena) => killed(arena, ['postgres']),
  'database-stop': (arena) => stopped(arena, 'postgres', 'SIGINT'),
  'database-pause': (arena) => signal(arena, ['postgres'], 'SIGSTOP', true),
  'database-cut': ({ toDatabase }, { roles }) => along(toDatabase, roles, { is: 'cut' }),
  'database-silence': ({ toDatabase }, { roles, silent }) => along(toDatabase, roles, { is: 'silent', which: silent }),
  'database-latency': ({ toDatabase }, { roles }) => along(toDatabase, roles, { is: 'slow', ms: latencyMs }),
  'broker-kill': (arena) => killed(arena, ['kafka']),
  'broker-stop': (arena) => stopped(arena, 'kafka', 'SIGTERM'),
  'broker-pause': (arena) => signal(arena, ['kafka'], 'SIGSTOP'),
  'broker-cut': ({ toBroker }, { roles }) => along(toBroker, roles, { is: 'cut' }),
  'broker-silence': ({ toBroker }, { roles, silent }) => along(toBroker, roles, { is: 'silent', which: silent }),
  'broker-latency': ({ toBroker }, { roles }) => along(toBroker, roles, { is: 'slow', ms: latencyMs }),
  'disk-full': ({ disks }) => filled(disks?.postgres),
  'broker-disk-full': ({ disks }) => filled(disks?.kafka),
  'clock-jump': ({ clocks }, { roles, offsetMs }) => {
    for (const role of roles) clocks.set(role, offsetMs);
    return () => {
      for (const role of roles) clocks.set(role, 0);
    };
  },
};

export const strike = (arena: Arena, fault: Fault): Heal => strikes[fault.kind](arena, fault);
