import type { Random } from '../random.rules.ts';

/** In the order in which a person would name them. */
export const faultKinds = [
  'process-kill',
  'process-pause',
  'process-restart',
  'database-kill',
  'database-stop',
  'database-pause',
  'database-cut',
  'database-silence',
  'database-latency',
  'broker-kill',
  'broker-stop',
  'broker-pause',
  'broker-cut',
  'broker-silence',
  'broker-latency',
  'disk-full',
  'broker-disk-full',
  'clock-jump',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** the processes it strikes, where it strikes some and not all */
  readonly roles: readonly string[];
  /** which way of a connection falls silent */
  readonly silent: 'requests' | 'answers';
  /** how far a clock jumps */
  readonly offsetMs: number;
}

export interface Period {
  /** seconds from the begin of the run */
  readonly at: number;
  readonly seconds: number;
  /** null: calm */
  readonly fault: Fault | null;
  /** it begins only when everybody is back from what was before, however long that takes */
  readonly whenAllAreBack?: boolean;
}

const shortest = 6;
const longest = 14;
/** one period in so many is calm */
const calmEvery = 4;
const days3 = 259_200_000;
const minutes10 = 600_000;
export const offsetsMs = [days3, -days3, minutes10, -minutes10] as const;

/**
 * Periods one after the other, a quarter of them calm. The kinds come in turn, each round in an order of its own, so
 * that no kind is left out for long; they strike one process, some, or all together.
 */
export const planOf = (
  random: Random,
  seconds: number,
  roles: readonly string[],
  kinds: readonly FaultKind[] = faultKinds,
): Period[] => {
  const periods: Period[] = [];
  let calm: readonly boolean[] = [];
  let turn: readonly FaultKind[] = [];
  for (let at = 0; at < seconds; at += periods.at(-1)?.seconds ?? seconds) {
    if (calm.length === 0) calm = random.shuffled(Array.from({ length: calmEvery }, (_, i) => i === 0));
    const [isCalm = true, ...laterCalm] = calm;
    calm = laterCalm;
    if (turn.length === 0) turn = random.shuffled(kinds);
    const lasts = Math.min(random.between(shortest, longest), seconds - at);
    const [kind, ...laterKinds] = turn;
    const strikes = !isCalm && kind !== undefined;
    periods.push({ at, seconds: lasts, fault: strikes ? faultOf(random, kind, roles) : null });
    if (strikes) turn = laterKinds;
  }
  return periods;
};

const faultOf = (random: Random, kind: FaultKind, roles: readonly string[]): Fault => {
  const struck = random.one([1, 1, 2, 3, roles.length]);
  return {
    kind,
    roles: random.shuffled(roles).slice(0, struck),
    silent: random.one(['requests', 'answers']),
    offsetMs: random.one(offsetsMs),
  };
};

export const countedBy = (periods: readonly Period[]): Partial<Record<FaultKind, number>> => {
  const struck = periods.flatMap(({ fault }) => fault?.kind ?? []);
  return Object.fromEntries(
    faultKinds.filter((kind) => struck.includes(kind)).map((kind) => [kind, struck.filter((k) => k === kind).length]),
  );
};
