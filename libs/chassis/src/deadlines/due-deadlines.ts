import type { Client } from 'pg';

/** The deadlines table as the one sees it who looks for what is due. */
export interface DueRow {
  noun: string;
  aggregate_id: string;
  name: string;
  part: string;
  parties: string[];
  traceparent: string | null;
}

const atOnce = 100;
const shownFailures = 20;

const isDue = (timeZone: string): string =>
  `(due_on <= coalesce((select business_date from platform.business_clock), (now() at time zone ${timeZone})::date)
    or due_at <= now())`;

/** The oldest first: after a jump of the business date things happen in the order of their days. */
export const nextDue = async (client: Client, timeZone: string): Promise<DueRow[]> => {
  const { rows } = await client.query<DueRow>(
    `select noun, aggregate_id, name, part, parties, traceparent from deadlines
      where ${isDue('$1')} and (retry_at is null or retry_at <= now())
      order by coalesce(due_on, due_at::date), due_at nulls first, noun, aggregate_id, name, part limit ${atOnce}`,
    [timeZone],
  );
  return rows;
};

/** What has come and could not be done, one line each. */
export const failuresAmong = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ line: string }>(
    `select format('deadline %s of %s %s, tried %s times: %s', name, noun, aggregate_id, attempts, failure) as line
       from deadlines where failure is not null order by retry_at limit ${shownFailures}`,
  );
  return rows.map(({ line }) => line);
};

const keyIs = 'noun = $1 and aggregate_id = $2 and name = $3 and part = $4';

export const keyOf = ({ noun, aggregate_id, name, part }: DueRow): string[] => [noun, aggregate_id, name, part];

/** One sweeper at a time; the lock goes with the transaction. */
export const lockDeadline = 'select pg_try_advisory_xact_lock(hashtextextended($1::text, 11)) as locked';

/** Asked again under the lock: somebody else may have done it, or the state may have moved on. */
export const stillDue = `select coalesce(due_on::text, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as moment
  from deadlines where ${keyIs} and ${isDue('$5')}`;

/** Unless the effect has set it anew for another moment. */
export const endDeadline = `delete from deadlines where ${keyIs} and ${isDue('$5')}`;

const longestPauseSeconds = 300;

export const putOff = `update deadlines
     set attempts = attempts + 1, failure = $5, retry_at = now() + least(power(2, attempts), ${longestPauseSeconds}) * interval '1 second'
   where ${keyIs}`;
