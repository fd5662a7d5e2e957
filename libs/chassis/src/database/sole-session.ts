import pg from 'pg';
import { log } from '../log.ts';

interface SoleSession {
  readonly databaseUrl: string;
  readonly schema: string;
  /** of the work; only one session of the installation does it for this schema */
  readonly name: string;
}

const answerWithinMs = 30_000;

/**
 * Does the work on a connection of its own while no other session does the same: an advisory lock, which goes with the
 * connection. When another has it, returns at once.
 */
export const inSoleSession = async (
  { databaseUrl, schema, name }: SoleSession,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: `tradeloom-${name}-${schema}`,
    options: `-c search_path=${schema}`,
    keepAlive: true,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  });
  // The next query fails too and ends the session; without a listener the process would end instead.
  client.on('error', (error) => log.debug({ err: error }, `${name} connection lost`));
  try {
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 7)) as locked',
      [`${name}:${schema}`],
    );
    if (rows[0]?.locked) await work(client);
  } finally {
    await client.end();
  }
};
