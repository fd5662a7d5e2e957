import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, FaultKind, Period } from './plan.rules.ts';
import { faultKinds } from './plan.rules.ts';
import { type Arena, type Heal, strike } from './strike.ts';

const usesRoles = (kind: FaultKind): boolean => /^process-|-(cut|silence|latency)$|^clock-/.test(kind);

const told = ({ kind, roles, silent, offsetMs }: Fault): string =>
  [
    kind,
    ...(usesRoles(kind) ? [roles.join('+')] : []),
    ...(kind.endsWith('-silence') ? [silent] : []),
    ...(kind === 'clock-jump' ? [`${offsetMs / 60_000} min`] : []),
  ].join(' ');

/** What this machine can do: a small disk needs the right to mount. */
export const ableKinds = ({ disks }: Pick<Arena, 'disks'>): FaultKind[] =>
  faultKinds.filter((kind) => !kind.endsWith('disk-full') || disks !== undefined);

const lookEveryMs = 250;
const backWithinSeconds = 120;

/** As an orchestrator waits before it takes the next one. */
const allAreBack = async ({ releases, keeper }: Arena): Promise<void> => {
  for (const deadline = performance.now() + backWithinSeconds * 1000; ; await pause(lookEveryMs)) {
    if (releases.areRunning && (await keeper.allBack(backWithinSeconds))) return;
    if (performance.now() > deadline) throw new Error(`not everybody was back within ${backWithinSeconds} s`);
  }
};

/**
 * Strikes by the plan, one fault after the other, and heals each at the end of its period. What waits puts off all that
 * comes after it.
 */
export const haunt = async (arena: Arena, plan: readonly Period[], say: (line: string) => void): Promise<void> => {
  let since = performance.now();
  let heal: Heal = () => undefined;
  // whoever interrupts us leaves nothing paused behind
  const atExit = (): void => heal();
  process.once('exit', atExit);
  try {
    for (const { at, seconds, fault, whenAllAreBack } of plan) {
      await pause(Math.max(0, since + at * 1000 - performance.now()));
      if (whenAllAreBack) {
        await allAreBack(arena);
        since = performance.now() - at * 1000;
      }
      if (fault) heal = strike(arena, fault);
      say(`${at} s: ${fault ? told(fault) : 'calm'} for ${seconds} s`);
      await pause(Math.max(0, since + (at + seconds) * 1000 - performance.now()));
      heal();
      heal = () => undefined;
    }
  } finally {
    heal();
    process.off('exit', atExit);
  }
};
