import type { Deadlines, DueMoment } from '@tradeloom/chassis';
import { addDays, type IsoDate } from '@tradeloom/kernel';

/** What the chassis does with the deadlines of one aggregate: kept as the state changes, each brought once. */
export class Timers<State> {
  private readonly waiting = new Map<string, IsoDate>();

  constructor(private readonly deadlines: Deadlines<State>) {}

  follow(before: State | undefined, after: State): void {
    const known = before === undefined ? new Map<string, IsoDate>() : this.momentsOf(before);
    const wanted = this.momentsOf(after);
    for (const key of known.keys()) if (!wanted.has(key)) this.waiting.delete(key);
    for (const [key, on] of wanted) if (known.get(key) !== on) this.waiting.set(key, on);
  }

  /** The name of a deadline that has come, the oldest first; it does not come again. */
  next(today: IsoDate): string | undefined {
    const [due] = [...this.waiting].filter(([, on]) => on <= today).toSorted(([, a], [, b]) => a.localeCompare(b));
    if (due) this.waiting.delete(due[0]);
    return due?.[0].split('/')[0];
  }

  private momentsOf(state: State): Map<string, IsoDate> {
    return new Map(
      Object.entries(this.deadlines).flatMap(([name, of]) =>
        of(state).map((moment) => [`${name}/${moment.part ?? ''}`, dateOf(moment)] as const),
      ),
    );
  }
}

/** Days are enough here: an instant comes on the day after its own. */
const dateOf = ({ on, at }: DueMoment): IsoDate => on ?? addDays((at ?? '').slice(0, 10), 1);
