import type { Deadlines } from '@tradeloom/chassis';
import { addDays, DomainError, type DomainEvent, type IsoDate, latest, type Outcome } from '@tradeloom/kernel';
import { type Fallen, Timers } from './timers.ts';

/** A decision that may look at the day. */
export type Step<State> = (state: State, today: IsoDate) => Outcome<State>;

/** The deadlines of a state, and what is done about one that has come. */
export interface Clockwork<State> {
  readonly deadlines: Deadlines<State>;
  readonly onDue: (fallen: Fallen) => Step<State>;
}

/** As `expect`, which is too slow for half a million times. */
export const mustHold = (what: string, holds: boolean): void => {
  if (!holds) throw new Error(`does not hold: ${what}`);
};

/** More in one history are timers that wind each other up. */
const manyTimers = 200;

/** One thing as its service keeps it, or several that act together, with a clock that is moved by hand. */
export class History<State> {
  state: State;
  readonly told: DomainEvent[] = [];
  readonly came: Fallen[] = [];
  private readonly timers: Timers<State> | undefined;

  constructor(
    first: Outcome<State>,
    public today: IsoDate,
    private readonly clockwork?: Clockwork<State>,
  ) {
    this.state = first.state;
    this.timers = clockwork && new Timers(clockwork.deadlines);
    this.keep(undefined, first);
  }

  /** A refused step leaves everything as it was. */
  take(step: Step<State>): void {
    const before = this.state;
    try {
      this.keep(before, step(before, this.today));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** Days go by, and what falls due is done on its day; or after all of them, where the service was down. */
  pass(days: number, isDown = false): void {
    const until = addDays(this.today, days);
    if (isDown) this.today = until;
    for (let due = this.timers?.next(until); due; due = this.timers?.next(until)) {
      this.today = latest(this.today, due.on);
      this.came.push(due);
      mustHold('timers come to rest', this.came.length < manyTimers);
      if (this.clockwork) this.take(this.clockwork.onDue(due));
    }
    this.today = until;
  }

  /** How often an event of this type was told. */
  times(type: string): number {
    return this.told.filter(({ $typeName }) => $typeName.endsWith(`.${type}`)).length;
  }

  private keep(before: State | undefined, { state, events }: Outcome<State>): void {
    this.state = state;
    this.timers?.follow(before, state);
    this.told.push(...events.map((e) => ('$typeName' in e ? e : e.event)));
  }
}
