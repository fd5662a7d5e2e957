import pg from 'pg';
import { log } from '../log.ts';
import { patience } from './patience.ts';

export interface OwnSession {
  readonly databaseUrl: string;
  readonly schema: string;
  /** of the work, to be told apart in the database */
  readonly name: string;
}

/** Does the work on a connection of its own, outside the pool. @param settings of the session, by their names */
export const inOwnSession = async (
  { databaseUrl, schema, name }: OwnSession,
  work: (client: pg.Client) => Promise<void>,
  settings: Readonly<Record<string, number>> = {},
): Promise<void> => {
  const options = Object.entries({ search_path: schema, ...settings }).map(([key, value]) => `-c ${key}=${value}`);
  const client = new pg.Client({
    ...patience(),
    connectionString: databaseUrl,
    application_name: `tradeloom-${name}-${schema}`,
    options: options.join(' '),
  });
  // The next query fails too and ends the session; without a listener the process would end instead.
  client.on('error', (error) => log.debug({ err: error }, `${name} connection lost`));
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    // a farewell would wait for an answer, and perhaps nobody is there
    client.connection.stream.destroy();
    throw error;
  }
  await client.end();
};
