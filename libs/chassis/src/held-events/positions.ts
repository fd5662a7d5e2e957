import type { Envelope } from '../events/bus.ts';
import { type Lane, laneOf } from './lane.ts';

/** Asks inside the transaction at hand. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** Whom else it concerns that an event was applied. */
export interface Moved {
  /** Later versions of the aggregate came before it at some time. */
  readonly had_early: boolean;
  /** An event of the same key waits for something to become known. */
  readonly awaited: boolean;
}

const aggregateOf = ({ source, aggregate, aggregateId }: Envelope) => [source, aggregate, aggregateId];

// Nothing is inserted but a first version; any other must find its predecessor.
const move = `insert into event_positions as p (source, aggregate, aggregate_id, version)
  select $1, $2, $3, $4::int
   where ($4::int = 1 or exists (select from event_positions
            where source = $1 and aggregate = $2 and aggregate_id = $3 and version = $4::int - 1))`;
const toTheNext = `on conflict (source, aggregate, aggregate_id)
  do update set version = excluded.version where p.version = excluded.version - 1
  returning p.had_early, key_is_awaited($5) as awaited`;
// In one order, so that two of these cannot wait for each other.
const moveAll = `with event as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[])
      as event (id, source, aggregate, aggregate_id, version, key)),
  moved as (
    insert into event_positions as p (source, aggregate, aggregate_id, version)
    select source, aggregate, aggregate_id, version from event e
     where version = 1 or exists (select from event_positions before
             where (before.source, before.aggregate, before.aggregate_id, before.version) =
                   (e.source, e.aggregate, e.aggregate_id, e.version - 1))
     order by source, aggregate, aggregate_id
    on conflict (source, aggregate, aggregate_id)
    do update set version = excluded.version where p.version = excluded.version - 1
    returning source, aggregate, aggregate_id, version, had_early)
  select id, had_early, key_is_awaited(event.key) as awaited
    from moved join event using (source, aggregate, aggregate_id, version)`;
const laneIsFree = 'lane_is_free($6, $5)';

/** Moves the aggregate's position to this event, if it is the next one. */
export const moveTo = async (query: Query, envelope: Envelope): Promise<Moved | undefined> => {
  const parameters = [...aggregateOf(envelope), envelope.version, envelope.key];
  const [moved] = await query<Moved>(`${move} ${toTheNext}`, parameters);
  return moved;
};

/**
 * The same for events of different aggregates, in one statement.
 * @returns by event id, those that were the next ones
 */
export const moveAllTo = async (query: Query, envelopes: readonly Envelope[]): Promise<Map<string, Moved>> => {
  const column = (of: (envelope: Envelope) => string | number): unknown[] => envelopes.map(of);
  const moved = await query<Moved & { id: string }>(moveAll, [
    column(({ id }) => id),
    column(({ source }) => source),
    column(({ aggregate }) => aggregate),
    column(({ aggregateId }) => aggregateId),
    column(({ version }) => version),
    column(({ key }) => key),
  ]);
  return new Map(moved.map(({ id, ...rest }) => [id, rest]));
};

/** @returns the ids of those events that were applied before: positions only rise */
export const appliedBefore = async (query: Query, envelopes: readonly Envelope[]): Promise<ReadonlySet<string>> => {
  const column = (of: (envelope: Envelope) => string | number): unknown[] => envelopes.map(of);
  const applied = await query<{ id: string }>(
    `select event.id from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
         as event (id, source, aggregate, aggregate_id, version)
       join event_positions p using (source, aggregate, aggregate_id)
      where p.version >= event.version`,
    [
      column(({ id }) => id),
      column(({ source }) => source),
      column(({ aggregate }) => aggregate),
      column(({ aggregateId }) => aggregateId),
      column(({ version }) => version),
    ],
  );
  return new Set(applied.map(({ id }) => id));
};

/** The same as `moveTo`, if nothing is held in the event's lane either. */
export const moveInFreeLane = async (query: Query, envelope: Envelope): Promise<Moved | undefined> => {
  const { topic, key } = laneOf(envelope);
  const parameters = [...aggregateOf(envelope), envelope.version, key, topic];
  const [moved] = await query<Moved>(`${move} and ${laneIsFree} ${toTheNext}`, parameters);
  return moved;
};

/** Moves over a gap that a person has accepted. */
export const jumpTo = async (query: Query, envelope: Envelope): Promise<void> => {
  await query(
    `update event_positions set version = greatest(version, $4)
      where source = $1 and aggregate = $2 and aggregate_id = $3`,
    [...aggregateOf(envelope), envelope.version],
  );
};

/** The version applied last; until the transaction's end nobody else moves it. */
export const lockPosition = async (query: Query, envelope: Envelope): Promise<number> => {
  await query(
    `insert into event_positions (source, aggregate, aggregate_id, version) values ($1, $2, $3, 0)
      on conflict do nothing`,
    aggregateOf(envelope),
  );
  const [position] = await query<{ version: number }>(
    'select version from event_positions where source = $1 and aggregate = $2 and aggregate_id = $3 for update',
    aggregateOf(envelope),
  );
  return position?.version ?? 0;
};

/** Whoever moves the position from now on is told to look for the events that were early. */
export const noteEarly = async (query: Query, envelope: Envelope): Promise<void> => {
  await query(
    `update event_positions set had_early = true where source = $1 and aggregate = $2 and aggregate_id = $3`,
    aggregateOf(envelope),
  );
};

/** Whether the event is the next one and nothing of its lane is held; good until somebody moves the position. */
export const isInTurn = async (query: Query, envelope: Envelope): Promise<boolean> => {
  const { topic, key } = laneOf(envelope);
  const [answer] = await query<{ in_turn: boolean }>(
    `select ${laneIsFree} and $4::int = 1 + coalesce((select version from event_positions
        where source = $1 and aggregate = $2 and aggregate_id = $3), 0) as in_turn`,
    [...aggregateOf(envelope), envelope.version, key, topic],
  );
  return answer?.in_turn === true;
};

/** Delivery, following and replay of one lane take turns. */
export const lockLane = async (query: Query, { topic, key }: Lane): Promise<void> => {
  await query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [`${topic}/${key}`]);
};
