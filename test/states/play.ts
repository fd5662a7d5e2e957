import type { IsoDate, Outcome } from '@tradeloom/kernel';
import fc from 'fast-check';
import { type Clockwork, History, mustHold, type Step } from './history.ts';
import { processes, type Wait } from './waits.ts';

/** In the name of each test, so that a red one can be told again. */
export const seed = 20_261_123;

/** One of the declared processes, and the state in it of each thing that the history is about, by its name. */
interface Followed<State> {
  /** Its table file, without service and ending: `orders/order`. */
  readonly process: string;
  readonly of: (state: State) => Readonly<Record<string, string>>;
  /** Why its end may be left again, where it may. */
  readonly reopens?: string;
}

interface Play<State> {
  readonly follow: readonly Followed<State>[];
  readonly begin: fc.Arbitrary<Outcome<State>>;
  readonly today: IsoDate;
  readonly step: fc.Arbitrary<Step<State>>;
  readonly clockwork?: Clockwork<State>;
  /** Holds after every step. */
  readonly always?: (history: History<State>) => void;
  /** Holds when everything has been tried and all time has passed. */
  readonly atLast?: (history: History<State>) => void;
  readonly runs?: number;
  readonly steps?: number;
  /** Of one pause. */
  readonly days?: number;
}

const statesOf = (process: string): Readonly<Record<string, Wait>> => {
  const found = processes.find(({ table }) => table.endsWith(`/${process}.table.ts`));
  if (!found) throw new Error(`no process is declared for ${process}`);
  return found.states;
};

/** Follows the things of one process through one history. */
class Watch<State> {
  readonly reached = new Set<string>();
  private known: Readonly<Record<string, string>> = {};
  private readonly states: Readonly<Record<string, Wait>>;

  constructor(private readonly followed: Followed<State>) {
    this.states = statesOf(followed.process);
  }

  forget(): void {
    this.known = {};
  }

  look({ state }: History<State>): void {
    const now = this.followed.of(state);
    for (const [name, status] of Object.entries(now)) {
      const before = this.known[name];
      mustHold(`${status} is declared`, status in this.states);
      mustHold(`${before} is an end, not before ${status}`, before === status || this.mayBeLeft(before));
      this.reached.add(status);
    }
    this.known = now;
  }

  /** Who stands there now is at an end, waits for a named reason, or has been told that the deadline has come. */
  lookLast({ came }: History<State>): void {
    for (const [name, status] of Object.entries(this.known)) {
      const wait = this.waitOf(status);
      const isNamed = wait === 'end' || (wait !== undefined && 'because' in wait);
      const wasTold = wait !== undefined && wait !== 'end' && 'deadlines' in wait;
      const alarms = wasTold ? wait.deadlines : [];
      mustHold(`${name}, ${status}, waits for nobody`, isNamed || came.some((fallen) => alarms.includes(fallen.name)));
    }
  }

  /** A state that no history comes to is dead: its rule, or its declaration. */
  unreached(): string[] {
    return Object.keys(this.states).filter((status) => !this.reached.has(status));
  }

  private mayBeLeft(status: string | undefined): boolean {
    return this.followed.reopens !== undefined || this.waitOf(status) !== 'end';
  }

  private waitOf(status: string | undefined): Wait | undefined {
    return status === undefined ? undefined : this.states[status];
  }
}

/** Long enough for every deadline that one of the processes has. */
const allTime = 1_000;

/**
 * Plays random histories, the same ones each time, and looks at them step by step. Of every history it asks that its
 * states are declared, that an end is one, and that nothing waits for nobody; of all of them together that they come
 * to every declared state: what they did not come to is answered.
 */
export const play = <State>({
  follow,
  begin,
  today,
  step,
  clockwork,
  always,
  atLast,
  runs = 10_000,
  steps = 12,
  days = 6,
}: Play<State>): string[] => {
  const watches = follow.map((followed) => new Watch(followed));
  const pause = fc.record({ days: fc.integer({ min: 1, max: days }), isDown: fc.boolean() });
  const course = fc.array(fc.oneof({ weight: 4, arbitrary: step }, { weight: 1, arbitrary: pause }), {
    maxLength: steps,
    size: 'max',
  });
  fc.assert(
    fc.property(begin, course, (first, taken) => {
      const history = new History(first, today, clockwork);
      const look = (): void => {
        for (const watch of watches) watch.look(history);
        always?.(history);
      };
      for (const watch of watches) watch.forget();
      look();
      for (const one of taken) {
        if (typeof one === 'function') history.take(one);
        else history.pass(one.days, one.isDown);
        look();
      }
      history.pass(allTime);
      look();
      for (const watch of watches) watch.lookLast(history);
      atLast?.(history);
    }),
    { seed, numRuns: runs },
  );
  return watches.flatMap((watch) => watch.unreached());
};
