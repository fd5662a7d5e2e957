import { withEvents } from '../events/append-events.ts';
import type { Identified, Noun } from './noun.ts';
import type { Session } from './session.ts';
import { statementsOf } from './statements.ts';

interface OfOneNoun {
  readonly add: (state: Identified) => void;
  readonly insert: (values: unknown[]) => string;
}

/** PostgreSQL takes 65,535 parameters with one statement. */
const mostAtOnce = 64;

/** New aggregates and their events on the way to the database: one statement for all that is added in a row. */
export class Additions {
  private readonly nouns = new Map<string, OfOneNoun>();
  private readonly events: unknown[][] = [];
  private count = 0;

  constructor(private readonly session: Session) {}

  add<State extends Identified>(noun: Noun<State>, state: State, events: readonly unknown[][]): void {
    if (this.count === mostAtOnce) this.flush();
    const known = this.nouns.get(noun.name) ?? this.begin(noun);
    known.add(state);
    this.count += 1;
    this.events.push(...events);
  }

  /** Must come before whatever is to see what was added. */
  flush(): void {
    if (this.nouns.size === 0) return;
    const values: unknown[] = [];
    const inserts = [...this.nouns.values()].map(({ insert }) => insert(values));
    this.nouns.clear();
    this.count = 0;
    this.session.write(withEvents(inserts, this.events.splice(0), values));
  }

  private begin<State extends Identified>({ name, table }: Noun<State>): OfOneNoun {
    const states: State[] = [];
    const ofNoun: OfOneNoun = {
      add: (state) => void states.push(state as State),
      insert: (values) => statementsOf(table).insert(states, values),
    };
    this.nouns.set(name, ofNoun);
    return ofNoun;
  }
}
