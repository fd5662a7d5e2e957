import { PLATFORM } from '@tradeloom/stack';
import type { Client } from 'pg';

const ofAll = (sql: (schema: string) => string): string =>
  PLATFORM.map(({ schema }) => sql(schema)).join(' union all ');

/** @returns seconds from the commit of an event to its reaction, of the one that waited longest */
export const slowestReaction = async (owner: Client): Promise<number> => {
  const { rows } = await owner.query<{ seconds: number }>(
    `select coalesce(round(max(extract(epoch from seen_at - occurred_at)), 1), 0)::float8 as seconds
       from (${ofAll((schema) => `select event_id, seen_at from ${schema}.inbox`)}) heard
       join (${ofAll((schema) => `select id, occurred_at from ${schema}.events`)}) told on told.id = heard.event_id`,
  );
  return rows[0]?.seconds ?? 0;
};
