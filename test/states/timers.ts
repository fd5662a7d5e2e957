import type { Deadlines, DueMoment } from '@tradeloom/chassis';
import { addDays, type IsoDate } from '@tradeloom/kernel';

/** A deadline that has come: which, of what part, and on which day. */
export interface Fallen {
  readonly name: string;
  readonly part: string;
  readonly on: IsoDate;
}

/** What the chassis does with the deadlines of one aggregate: kept as the state changes, each brought once. */
export class Timers<State> {
  private readonly waiting = new Map<string, Fallen>();

  constructor(private readonly deadlines: Deadlines<State>) {}

  follow(before: State | undefined, after: State): void {
    const known = before === undefined ? new Map<string, Fallen>() : this.momentsOf(before);
    const wanted = this.momentsOf(after);
    for (const key of known.keys()) if (!wanted.has(key)) this.waiting.delete(key);
    for (const [key, fallen] of wanted) if (known.get(key)?.on !== fallen.on) this.waiting.set(key, fallen);
  }

  /** A deadline that has come by this day, the oldest first; it does not come again. */
  next(by: IsoDate): Fallen | undefined {
    const [due] = [...this.waiting]
      .filter(([, { on }]) => on <= by)
      .toSorted(([, a], [, b]) => a.on.localeCompare(b.on));
    if (due) this.waiting.delete(due[0]);
    return due?.[1];
  }

  private momentsOf(state: State): Map<string, Fallen> {
    return new Map(
      Object.entries(this.deadlines).flatMap(([name, of]) =>
        of(state).map((moment) => {
          const part = moment.part ?? '';
          return [`${name}/${part}`, { name, part, on: dateOf(moment) }] as const;
        }),
      ),
    );
  }
}

/** Days are enough here: an instant comes on the day after its own. */
const dateOf = ({ on, at }: DueMoment): IsoDate => on ?? addDays((at ?? '').slice(0, 10), 1);
