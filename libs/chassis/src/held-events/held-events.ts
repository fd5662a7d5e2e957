import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Envelope } from '../events/bus.ts';
import { untilKnown } from '../events/pause.rules.ts';
import { drawnPauseMs } from '../events/pause.ts';
import { type HeldEvent, type HeldRow, heldEventOf, wordsOf } from './held-event.ts';
import { type Lane, laneOf } from './lane.ts';
import { jumpTo, lockLane, lockPosition, type Moved, moveTo, noteEarly, type Query } from './positions.ts';
import { type InLane, turnOf } from './turn.rules.ts';

/** Why an event did not get through: what it speaks of is not known yet, or it failed as often as is allowed. */
export interface Obstacle {
  readonly kind: 'waiting' | 'failed';
  readonly reaction: string | null;
  readonly error: unknown;
  readonly tries: number;
}

export interface LaneEntry extends InLane {
  readonly seq: string;
}

const laneEntries = 500;
const readyLanes = 100;

/** Nothing before it in its lane was tried in vain. */
export const notBehind = `not exists (select from held_events before where before.topic = h.topic
  and before.key = h.key and before.seq < h.seq and before.state in ('failed', 'waiting'))`;
const position = `left join event_positions p using (source, aggregate, aggregate_id)`;
const last = 'coalesce(p.version, 0)';

/**
 * The events that could not be applied when they came, in the service's own database. They are under row-level security
 * by party; the intake looks past it, for what is held concerns the order of all, and shows nobody what it finds.
 */
@Injectable()
export class HeldEvents {
  constructor(private readonly db: DataSource) {}

  /** One transaction of the intake's own, across parties. */
  inTransaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.db.transaction(async (manager) => {
      await manager.query(`select set_config('app.intake', 'on', true)`);
      return work((sql, parameters = []) => manager.query(sql, [...parameters]));
    });
  }

  /** A question across parties. */
  readonly ask: Query = (sql, parameters) => this.inTransaction((query) => query(sql, parameters));

  /** A question that only concerns positions, in one round trip. */
  readonly askPosition: Query = (sql, parameters = []) => this.db.query(sql, [...parameters]);

  /**
   * Puts an event that just arrived at the end of its lane, unless it was applied before.
   * @returns whether it is held now, and was not before
   */
  park(envelope: Envelope, obstacle?: Obstacle): Promise<boolean> {
    return this.inTransaction(async (query) => {
      await lockLane(query, laneOf(envelope));
      const turn = turnOf(envelope.version, await lockPosition(query, envelope));
      if (turn === 'seen') return false;
      if (turn === 'early') await noteEarly(query, envelope);
      return this.insert(query, envelope, turn === 'now' ? obstacle : undefined);
    });
  }

  private async insert(query: Query, e: Envelope, obstacle: Obstacle | undefined): Promise<boolean> {
    const inserted = await query(
      `insert into held_events (event_id, topic, key, type, source, aggregate, aggregate_id, version, order_id, parties,
          actor, business_date, occurred_at, traceparent, payload, state, tries, next_try_at, reaction, error, stack)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
          $16, $17, now() + make_interval(secs => $18), $19, $20, $21)
        on conflict (event_id) do nothing returning seq`,
      [...columnsOf(e), obstacle?.kind ?? 'parked', ...obstacleColumns(obstacle)],
    );
    return inserted.length > 0;
  }

  /** A held event was tried in vain. @returns false when it is not held any more */
  async mark({ seq, state }: HeldEvent, obstacle: Obstacle): Promise<boolean> {
    const marked = await this.ask(
      `with marked as (update held_events set state = $2, tries = $3, next_try_at = now() + make_interval(secs => $4),
          reaction = $5, error = $6, stack = $7 where seq = $1 returning seq) select seq from marked`,
      [seq, state === 'unknown' ? state : obstacle.kind, ...obstacleColumns(obstacle)],
    );
    return marked.length > 0;
  }

  /** Of a type that this release does not know: it stays, and the aggregate goes on without it. */
  keepAsUnknown({ seq, envelope }: HeldEvent): Promise<Moved | undefined> {
    return this.inTransaction(async (query) => {
      await lockLane(query, laneOf(envelope));
      const moved = await moveTo(query, envelope);
      if (moved) await query(`update held_events set state = 'unknown' where seq = $1`, [seq]);
      return moved;
    });
  }

  /** It came again while it was held, or was applied by another replica. @returns whether that is so */
  async dropIfSeen({ seq }: HeldEvent): Promise<boolean> {
    const dropped = await this.ask(
      `with dropped as (delete from held_events h using event_positions p
          where h.seq = $1 and h.state <> 'unknown' and (p.source, p.aggregate, p.aggregate_id) =
                (h.source, h.aggregate, h.aggregate_id) and h.version <= p.version returning seq) select seq from dropped`,
      [seq],
    );
    return dropped.length > 0;
  }

  /** Lanes in which something may be tried now. */
  ready(): Promise<Lane[]> {
    return this.ask<Lane>(
      `select distinct h.topic, h.key from held_events h ${position}
        where ((h.state = 'waiting' and h.next_try_at <= now()) or (h.state = 'parked' and h.version <= ${last} + 1))
          and ${notBehind} limit ${readyLanes}`,
    );
  }

  lane({ topic, key }: Lane): Promise<LaneEntry[]> {
    return this.ask<LaneEntry>(
      `select h.seq, h.state, h.version, ${last} as last, coalesce(h.next_try_at <= now(), false) as due
         from held_events h ${position}
        where h.topic = $1 and h.key = $2 and h.state <> 'unknown' order by h.seq limit ${laneEntries}`,
      [topic, key],
    );
  }

  /** What was kept as unknown and is due for a try, of types that this release knows. */
  becameKnown(types: readonly string[]): Promise<{ seq: string }[]> {
    return this.ask<{ seq: string }>(
      `select seq from held_events where state = 'unknown' and type = any($1) and (tries = 0 or next_try_at <= now())
        order by seq limit ${laneEntries}`,
      [types],
    );
  }

  /** What waits under these keys need not wait for its clock. */
  async wake(keys: readonly string[]): Promise<void> {
    await this.ask(`update held_events set next_try_at = now() where state = 'waiting' and key = any($1)`, [keys]);
  }

  async one(seq: string): Promise<HeldEvent | undefined> {
    const [row] = await this.ask<HeldRow>('select * from held_events where seq = $1', [seq]);
    return row && heldEventOf(row);
  }
}

/** What came, as it came. */
const columnsOf = (e: Envelope): unknown[] => {
  const { topic, key } = laneOf(e);
  const names = [e.id, topic, key, e.type, e.source, e.aggregate, e.aggregateId, e.version, e.orderId, e.parties];
  return [...names, e.actor, e.businessDate, e.occurredAt, e.traceparent, Buffer.from(e.body)];
};

/** tries, seconds until the next one, reaction, error, stack */
const obstacleColumns = (obstacle: Obstacle | undefined): unknown[] => {
  if (!obstacle) return [0, null, null, null, null];
  const { kind, tries, reaction } = obstacle;
  const { error, stack } = wordsOf(obstacle.error);
  const pause = kind === 'waiting' ? drawnPauseMs(untilKnown, tries) / 1000 : null;
  return [tries, pause, reaction, error, stack];
};

/**
 * Takes a held event out and moves its aggregate on, in the transaction of its effect.
 * @returns undefined when somebody else has done so, or the event is not the next one
 */
export const release = async (
  query: Query,
  { seq, state, envelope }: HeldEvent,
  { overGap = false }: { readonly overGap?: boolean } = {},
): Promise<Moved | undefined> => {
  await lockLane(query, laneOf(envelope));
  const out = await query(
    'with taken as (delete from held_events where seq = $1 and state = $2 returning seq) select seq from taken',
    [seq, state],
  );
  if (out.length === 0) return undefined;
  const unmoved = { had_early: false, awaited: true };
  // the aggregate has gone on without it
  if (state === 'unknown') return unmoved;
  if (!overGap) return moveTo(query, envelope);
  await jumpTo(query, envelope);
  return { ...unmoved, had_early: true };
};
