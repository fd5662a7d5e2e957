import type { Decision, IsoDate, Outcome } from '@tradeloom/kernel';
import { notFound } from '@tradeloom/kernel';
import type { FindOptionsWhere } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { deadlineStatements } from '../deadlines/keep-deadlines.ts';
import { eventRows, withEvents } from '../events/append-events.ts';
import type { Additions } from './additions.ts';
import type { Identified, Noun } from './noun.ts';
import { type Answers, answersTo, askedTogether, type Question } from './question.ts';
import type { Session } from './session.ts';
import { type Order, prepared, type Statement, statementsOf } from './statements.ts';

/**
 * One open transaction, seen through row-level security as the organisations it runs for. What is kept is on its way
 * when a method resolves, and later questions of the transaction see it; that it was possible is known at the end.
 */
export class Tx {
  /** Whether anything was added by this work, of all that shares its transaction. */
  hasAdded = false;

  constructor(
    private readonly session: Session,
    private readonly additions: Additions,
    readonly by: Actor,
    /** The database's time: one clock for every business stamp. */
    readonly at: Date,
    /** The business date. */
    readonly today: IsoDate,
    private readonly causedBy: string | undefined,
  ) {}

  /** Keeps a new aggregate and its events. */
  async add<State extends Identified>(noun: Noun<State>, { state, events }: Outcome<State>): Promise<State> {
    const kept = { ...state, version: events.length };
    this.additions.add(noun, kept, this.eventRows(noun, kept, 0, events));
    this.keepDeadlines(noun, undefined, kept);
    this.hasAdded = true;
    return kept;
  }

  /** Locks the aggregate, decides, keeps what became of it and its events. A missing or foreign id is not found. */
  async change<State extends Identified>(noun: Noun<State>, id: string, decide: Decision<State>): Promise<State> {
    const present = await this.locked(noun, id);
    if (!present) throw notFound(noun.name, id);
    return this.keep(noun, present, decide(present));
  }

  /** Like change, for an aggregate that begins with the first thing that happens to it. */
  async changeOrAdd<State extends Identified>(
    noun: Noun<State>,
    id: string,
    blank: () => State,
    decide: Decision<State>,
  ): Promise<State> {
    this.additions.flush();
    this.session.write(prepared('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${noun.name}:${id}`]));
    const present = await this.locked(noun, id);
    return present ? this.keep(noun, present, decide(present)) : this.add(noun, decide(blank()));
  }

  async one<State extends Identified>(noun: Noun<State>, id: string): Promise<State> {
    const [found] = await this.find(noun, { id } as FindOptionsWhere<State>);
    if (!found) throw notFound(noun.name, id);
    return found;
  }

  find<State extends Identified>(
    noun: Noun<State>,
    where: FindOptionsWhere<State>,
    order?: Order<State>,
    /** no more rows than this */
    most?: number,
  ): Promise<State[]> {
    return this.read(statementsOf(noun.table).find(where, order, most));
  }

  /** Several questions at once: `{ known: allOf(Orders, {...}), items: allOf(Items, {...}) }`. */
  async findAll<Asked extends Readonly<Record<string, Question<unknown>>>>(questions: Asked): Promise<Answers<Asked>> {
    const [row] = await this.read<Record<string, Record<string, unknown>[] | null>>(askedTogether(questions));
    return answersTo(questions, row);
  }

  /** Hand-written SQL on the service's own tables, for what mapping would make slow or unclear. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.read({ text: sql, values: [...parameters] });
  }

  /** The same for a text that every event or request repeats: the database plans it once. */
  queryOften<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.read(prepared(sql, [...parameters]));
  }

  private read<Row>(statement: Statement): Promise<Row[]> {
    this.additions.flush();
    return this.session.read(statement);
  }

  private async locked<State extends Identified>(noun: Noun<State>, id: string): Promise<State | undefined> {
    const [present] = await this.read<State>(statementsOf(noun.table).lock(id));
    return present;
  }

  private keep<State extends Identified>(noun: Noun<State>, present: State, { state, events }: Outcome<State>): State {
    if (state === present && events.length === 0) return present;
    const kept = { ...state, version: present.version + events.length };
    this.additions.flush();
    const values: unknown[] = [];
    const update = statementsOf(noun.table).update({ ...kept, id: present.id }, values);
    this.session.write(withEvents([update], this.eventRows(noun, kept, present.version, events), values));
    this.keepDeadlines(noun, present, kept);
    return kept;
  }

  private keepDeadlines<State extends Identified>(noun: Noun<State>, before: State | undefined, after: State): void {
    for (const statement of deadlineStatements(noun, before, after)) this.session.write(statement);
  }

  private eventRows<State extends Identified>(
    { name: aggregate }: Noun<State>,
    { id: aggregateId, parties }: State,
    versionBefore: number,
    events: Outcome<State>['events'],
  ): unknown[][] {
    const { by, today, causedBy } = this;
    if (events.length > 0) this.session.hasEvents = true;
    return eventRows({ aggregate, aggregateId, versionBefore, parties, by, today, causedBy }, events);
  }
}

/** What work may do that shares a transaction with other work: ask and add, change nothing. */
export type AddingTx = Pick<Tx, 'by' | 'at' | 'today' | 'add' | 'one' | 'find' | 'findAll'>;
