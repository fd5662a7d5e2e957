import type { Client } from 'pg';
import { appRole, relayRole } from './roles.ts';

/** The outbox and trail of a service: INSERT only, but for the relay's published mark. */
const EVENTS = 'events';
const DEADLINES = 'deadlines';
const MIGRATIONS = 'migrations';

/**
 * What the roles of one schema may do, after its migrations. Said again at every start, so that a new table gets its
 * privileges, and a privilege that was given by hand on `events` is taken back.
 */
export async function grantPrivileges(owner: Client, schema: string): Promise<void> {
  const name = owner.escapeIdentifier(schema);
  const app = owner.escapeIdentifier(appRole(schema));
  const relay = owner.escapeIdentifier(relayRole(schema));
  await owner.query(`
    GRANT USAGE ON SCHEMA ${name} TO ${app}, ${relay};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO ${app};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${name} TO ${app};
    REVOKE ALL ON ${name}.${MIGRATIONS} FROM ${app};
  `);
  const { rows } = await owner.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
    `${name}.${EVENTS}`,
  ]);
  if (rows[0]?.found) {
    await owner.query(`
      REVOKE UPDATE, DELETE, TRUNCATE ON ${name}.${EVENTS} FROM ${app};
      REVOKE ALL ON ${name}.${EVENTS} FROM ${relay};
      GRANT SELECT, UPDATE (published_at) ON ${name}.${EVENTS} TO ${relay};
      GRANT SELECT ON ${name}.${DEADLINES} TO ${relay};
    `);
  }
}

/** The business clock is read by every service and moved by the gateway alone. */
export async function grantPlatform(owner: Client, schemas: readonly string[]): Promise<void> {
  const rolesOf = (role: (schema: string) => string): string =>
    schemas.map((schema) => owner.escapeIdentifier(role(schema))).join(', ');
  await owner.query(`
    GRANT USAGE ON SCHEMA platform TO ${rolesOf(appRole)}, ${rolesOf(relayRole)};
    GRANT SELECT ON platform.business_clock TO ${rolesOf(appRole)}, ${rolesOf(relayRole)};
  `);
  if (schemas.includes('gateway'))
    await owner.query(`GRANT UPDATE ON platform.business_clock TO ${appRole('gateway')}`);
}
