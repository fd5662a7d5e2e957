import type { Decision, IsoDate, Outcome } from '@tradeloom/kernel';
import { notFound } from '@tradeloom/kernel';
import type { EntityManager, FindOptionsOrder, FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { appendEvents } from '../events/append-events.ts';
import type { Identified, Noun } from './noun.ts';

/** One open transaction, seen through row-level security as the organisations it runs for. */
export class Tx {
  constructor(
    private readonly manager: EntityManager,
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
    await this.manager.insert(noun.table, kept as QueryDeepPartialEntity<State>);
    await this.announce(noun, kept, 0, events);
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
    await this.manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${noun.name}:${id}`]);
    const present = await this.locked(noun, id);
    return present ? this.keep(noun, present, decide(present)) : this.add(noun, decide(blank()));
  }

  async one<State extends Identified>(noun: Noun<State>, id: string): Promise<State> {
    const found = await this.manager.findOne(noun.table, { where: { id } as FindOptionsWhere<State> });
    if (!found) throw notFound(noun.name, id);
    return found;
  }

  find<State extends Identified>(
    noun: Noun<State>,
    where: FindOptionsWhere<State>,
    order?: FindOptionsOrder<State>,
  ): Promise<State[]> {
    return this.manager.find(noun.table, { where, ...(order && { order }) });
  }

  /** Hand-written SQL on the service's own tables, for what mapping would make slow or unclear. */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [...parameters]);
  }

  private locked<State extends Identified>(noun: Noun<State>, id: string): Promise<State | null> {
    return this.manager.findOne(noun.table, {
      where: { id } as FindOptionsWhere<State>,
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async keep<State extends Identified>(
    noun: Noun<State>,
    present: State,
    { state, events }: Outcome<State>,
  ): Promise<State> {
    if (state === present && events.length === 0) return present;
    const kept = { ...state, version: present.version + events.length };
    await this.manager.update(
      noun.table,
      { id: present.id } as FindOptionsWhere<State>,
      kept as QueryDeepPartialEntity<State>,
    );
    await this.announce(noun, kept, present.version, events);
    return kept;
  }

  private announce<State extends Identified>(
    noun: Noun<State>,
    state: State,
    versionBefore: number,
    events: Outcome<State>['events'],
  ): Promise<void> {
    const { by, today, causedBy } = this;
    return appendEvents(
      (sql, parameters) => this.manager.query(sql, parameters),
      { aggregate: noun.name, aggregateId: state.id, versionBefore, parties: state.parties, by, today, causedBy },
      events,
    );
  }
}
