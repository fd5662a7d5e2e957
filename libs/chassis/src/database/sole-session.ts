import type { Client } from 'pg';
import { inOwnSession, type OwnSession } from './own-session.ts';
import { longestSilence } from './patience.ts';

/**
 * Does the work on a connection of its own while no other session of the installation does the same for this schema: an
 * advisory lock, which goes with the connection.
 * @param meanwhile instead, when another session has it
 */
export const inSoleSession = (
  session: OwnSession,
  work: (client: Client) => Promise<void>,
  meanwhile: (client: Client) => Promise<void> = async () => undefined,
): Promise<void> =>
  inOwnSession(session, async (client) => ((await tookLock(client, session)) ? work(client) : meanwhile(client)), {
    idle_session_timeout: longestSilence(),
  });

const tookLock = async (client: Client, { name, schema }: OwnSession): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 7)) as locked',
    [`${name}:${schema}`],
  );
  return rows[0]?.locked === true;
};
