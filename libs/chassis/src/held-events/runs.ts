import type { Envelope } from '../events/bus.ts';
import { NotInTurn } from '../events/reactions.ts';
import { laneOf } from './lane.ts';
import type { Moved, Query } from './positions.ts';

/** Events of one aggregate and one lane whose versions follow each other; there is at least one. */
export type Run = readonly [Envelope, ...Envelope[]];

const nameOf = ({ source, aggregate, aggregateId }: Envelope): string => `${source}/${aggregate}/${aggregateId}`;

/** @returns one run per aggregate; undefined when the events of one do not follow each other in one lane */
export const runsOf = (envelopes: readonly Envelope[]): Run[] | undefined => {
  const runs = new Map<string, Run>();
  for (const envelope of envelopes) {
    const run = runs.get(nameOf(envelope));
    if (run && !follows(run, envelope)) return undefined;
    runs.set(nameOf(envelope), run ? [...run, envelope] : [envelope]);
  }
  return [...runs.values()];
};

const follows = (run: Run, { version, key }: Envelope): boolean =>
  version === run[0].version + run.length && key === run[0].key;

// Where somebody has locked the position before anything was applied, it is 0.
const moveRuns = `with run as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[])
      with ordinality as run (source, aggregate, aggregate_id, first, last, topic, key, n)
     where lane_is_free(topic, key)),
  moved as (
    update event_positions p set version = run.last from run
     where (p.source, p.aggregate, p.aggregate_id, p.version) =
           (run.source, run.aggregate, run.aggregate_id, run.first - 1)
    returning p.source, p.aggregate, p.aggregate_id, p.had_early),
  begun as (
    insert into event_positions (source, aggregate, aggregate_id, version)
    select source, aggregate, aggregate_id, last from run where first = 1
    on conflict do nothing
    returning source, aggregate, aggregate_id, had_early)
  select run.n::int, had_early, key_is_awaited(run.key) as awaited
    from (select * from moved union all select * from begun) as gone
    join run using (source, aggregate, aggregate_id)`;

/** Moves each run's aggregate to its last version. @throws NotInTurn unless each is the next, and its lane is free */
export const moveRunsInFreeLanes = async (
  query: Query,
  runs: readonly Run[],
): Promise<ReadonlyMap<Envelope, Moved>> => {
  const column = (of: (first: Envelope, run: Run) => string | number): unknown[] => runs.map((run) => of(run[0], run));
  const gone = await query<Moved & { n: number }>(moveRuns, [
    column(({ source }) => source),
    column(({ aggregate }) => aggregate),
    column(({ aggregateId }) => aggregateId),
    column(({ version }) => version),
    column(({ version }, run) => version + run.length - 1),
    column((first) => laneOf(first).topic),
    column(({ key }) => key),
  ]);
  if (gone.length < runs.length) throw new NotInTurn();
  return new Map(gone.flatMap(({ n, ...moved }) => (runs[n - 1] ?? []).map((envelope) => [envelope, moved] as const)));
};
