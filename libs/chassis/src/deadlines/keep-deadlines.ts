import type { Identified, Noun } from '../database/noun.ts';
import { placesFor, prepared, type Statement } from '../database/statements.ts';
import { activeTraceparent } from '../telemetry/tracing.ts';
import type { DueMoment } from './deadline.ts';

interface Awaited {
  readonly name: string;
  readonly part: string;
  readonly moment: DueMoment;
}

const awaitedBy = <State extends Identified>({ deadlines = {} }: Noun<State>, state: State): Awaited[] =>
  Object.entries(deadlines).flatMap(([name, momentsOf]) =>
    momentsOf(state).map((moment) => ({ name, part: moment.part ?? '', moment })),
  );

const isSame = (a: Awaited, b: Awaited): boolean => a.name === b.name && a.part === b.part;

const columns = 'noun, aggregate_id, name, part, due_on, due_at, parties, traceparent';

/**
 * What becomes of the deadlines of an aggregate that changes from one state to another: only what is different is
 * written, so that a deadline that has come is not set again by a state that says it still.
 */
export const deadlineStatements = <State extends Identified>(
  noun: Noun<State>,
  before: State | undefined,
  after: State,
): Statement[] => {
  if (!noun.deadlines) return [];
  const known = before ? awaitedBy(noun, before) : [];
  const wanted = awaitedBy(noun, after);
  const over = known.filter((one) => !wanted.some((other) => isSame(one, other)));
  const fresh = wanted.filter(
    (one) => !known.some((k) => isSame(k, one) && k.moment.on === one.moment.on && k.moment.at === one.moment.at),
  );
  return [
    ...(over.length > 0 ? [cancelled(noun.name, after.id, over)] : []),
    ...(fresh.length > 0 ? [set(noun.name, after, fresh)] : []),
  ];
};

const cancelled = (noun: string, id: string, over: readonly Awaited[]): Statement => {
  const keys = over.map(({ name, part }) => `${name} ${part}`);
  return prepared(`delete from deadlines where noun = $1 and aggregate_id = $2 and name || ' ' || part = any($3)`, [
    noun,
    id,
    keys,
  ]);
};

const set = (noun: string, { id, parties }: Identified, fresh: readonly Awaited[]): Statement => {
  const traceparent = activeTraceparent() ?? null;
  const values: unknown[] = [];
  const rows = fresh.map(({ name, part, moment }) => [
    noun,
    id,
    name,
    part,
    moment.on ?? null,
    moment.at ?? null,
    parties,
    traceparent,
  ]);
  return prepared(
    `insert into deadlines (${columns}) values ${placesFor(rows, values)}
     on conflict (noun, aggregate_id, name, part) do update
       set due_on = excluded.due_on, due_at = excluded.due_at, parties = excluded.parties,
           traceparent = excluded.traceparent, attempts = 0, retry_at = null, failure = null`,
    values,
  );
};
