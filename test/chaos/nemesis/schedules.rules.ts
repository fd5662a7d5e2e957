import type { Random } from '../random.rules.ts';
import { type Fault, type FaultKind, offsetsMs, type Period, planOf } from './plan.rules.ts';

interface Terms {
  readonly random: Random;
  /** of those schedules that last as long as one likes */
  readonly seconds: number;
  readonly roles: readonly string[];
  readonly kinds: readonly FaultKind[];
}

const beforeAndAfter = 20;
const jumpSeconds = 8;
const betweenJumps = 4;
const restartSeconds = 12;
const betweenRestarts = 8;
const awaySeconds = 600;

/** The parts one behind the other. */
const inTurn = (parts: readonly Omit<Period, 'at'>[]): Period[] => {
  let at = 0;
  return parts.map((part) => {
    const period = { at, ...part };
    at += part.seconds;
    return period;
  });
};

const calm = (seconds: number) => ({ seconds, fault: null });
const faultWith = (kind: FaultKind, roles: readonly string[], offsetMs: number = offsetsMs[0]): Fault => ({
  kind,
  roles,
  silent: 'requests',
  offsetMs,
});

const roundsIn = (seconds: number, restarts: number): number =>
  Math.max(1, Math.floor((seconds - beforeAndAfter) / (restarts * (restartSeconds + betweenRestarts))));

/** What is struck when: what the seed draws, nothing, or all of something that drawing would leave to chance. */
const schedules = {
  drawn: ({ random, seconds, roles, kinds }: Terms) => planOf(random, seconds, roles, kinds),
  calm: ({ seconds }: Terms) => inTurn([calm(seconds)]),
  /** each clock with each jump */
  clocks: ({ roles }: Terms) =>
    inTurn([
      calm(beforeAndAfter),
      ...roles
        .flatMap((role) => offsetsMs.map((offsetMs) => faultWith('clock-jump', [role], offsetMs)))
        .flatMap((fault) => [{ seconds: jumpSeconds, fault }, calm(betweenJumps)]),
    ]),
  /**
   * One process after the other is restarted, each when the one before is back: into the next release, where the run
   * began with an earlier one. As many rounds as there is time for, at least one.
   */
  rolling: ({ seconds, roles }: Terms) =>
    inTurn([
      calm(beforeAndAfter),
      ...Array.from({ length: roundsIn(seconds, roles.length) }, () => roles)
        .flat()
        .flatMap((role) => [
          { seconds: restartSeconds, fault: faultWith('process-restart', [role]), whenAllAreBack: true },
          calm(betweenRestarts),
        ]),
    ]),
  /** for ten minutes on end */
  'broker-away': ({ roles }: Terms) =>
    inTurn([
      calm(beforeAndAfter),
      { seconds: awaySeconds, fault: faultWith('broker-stop', roles) },
      calm(beforeAndAfter),
    ]),
} satisfies Readonly<Record<string, (terms: Terms) => Period[]>>;

export type ScheduleName = keyof typeof schedules;

export const isSchedule = (name: string): name is ScheduleName => Object.hasOwn(schedules, name);
export const scheduleNames = Object.keys(schedules).join(', ');

export const periodsOf = (name: ScheduleName, terms: Terms): Period[] => schedules[name](terms);

/** Seconds from the begin of the first period to the end of the last. */
export const lengthOf = (periods: readonly Period[]): number => {
  const last = periods.at(-1);
  return last ? last.at + last.seconds : 0;
};
