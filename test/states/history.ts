import type { Deadlines } from '@tradeloom/chassis';
import {
  addDays,
  DomainError,
  type DomainEvent,
  type IsoDate,
  latest,
  type Outcome,
  unchanged,
} from '@tradeloom/kernel';
import { type Fallen, Timers } from './timers.ts';

/** A decision that may look at the day. */
export type Step<State> = (state: State, today: IsoDate) => Outcome<State>;

/** A decision on one of the things that act together. */
export const on =
  <World, Key extends keyof World>(key: Key, decide: Step<World[Key]>): Step<World> =>
  (world, today) => {
    const { state, events } = decide(world[key], today);
    return { state: { ...world, [key]: state }, events };
  };

/** The same of one of a list of them, by a number drawn at random; of none where there are none. */
export const onOneOf =
  <Thing>(draw: number, decide: Step<Thing>): Step<readonly Thing[]> =>
  (things, today) => {
    const at = draw % Math.max(things.length, 1);
    const thing = things[at];
    if (thing === undefined) return unchanged(things);
    const { state, events } = decide(thing, today);
    return { state: things.with(at, state), events };
  };

/** One more of a list. */
export const add =
  <Thing>(make: (today: IsoDate) => Outcome<Thing>): Step<readonly Thing[]> =>
  (things, today) => {
    const { state, events } = make(today);
    return { state: [...things, state], events };
  };

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
