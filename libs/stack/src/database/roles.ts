import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type Places } from '../places.ts';

/** Owns all schemas and runs the migrations; no superuser, so that row-level security binds it too. */
export const OWNER = 'tradeloom_owner';
/** what a service does its work as */
export const appRole = (schema: string): string => `${schema}_app`;
/** what reads a service's outbox and marks what was published */
export const relayRole = (schema: string): string => `${schema}_relay`;

/** reads the whole trail of every service, to verify it */
export const AUDITOR = 'tradeloom_auditor';

/** role -> password */
export type RolePasswords = (role: string) => string;

/**
 * Passwords are drawn at the first start and kept in `keys/database-roles.json` (0600).
 * TRADELOOM_ROLE_PASSWORD gives one for all, for a deployment that hands the same secret to the services.
 */
export function rolePasswords(places: Places, env: NodeJS.ProcessEnv = process.env): RolePasswords {
  const given = env['TRADELOOM_ROLE_PASSWORD'];
  if (given) return () => given;
  const file = join(places.keys, 'database-roles.json');
  const known: Record<string, string> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};
  return (role) => {
    const password = known[role] ?? randomBytes(24).toString('base64url');
    known[role] = password;
    writeFileSync(file, JSON.stringify(known, undefined, 2), { mode: 0o600 });
    return password;
  };
}

/** @returns the URL of the same database for another role */
export function urlAs(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}

/** Roles belong to the whole server: two databases prepared at once may meet here, and the later one tries again. */
const MEETING = new Set(['XX000', '23505', '42710']);

/** Creates the role, or gives an existing one its password if it has another. @param url the database, as its administrator */
export async function ensureRole(admin: Client, url: string, role: string, password: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount && (await passwordHolds(urlAs(url, role, password)))) return;
      const verb = rowCount ? 'ALTER' : 'CREATE';
      await admin.query(
        `${verb} ROLE ${admin.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${admin.escapeLiteral(password)}`,
      );
      return;
    } catch (error) {
      if (!MEETING.has((error as { code?: string }).code ?? '') || attempt === 10) throw error;
      await wait(20 * attempt);
    }
  }
}

const INVALID_PASSWORD = '28P01';

async function passwordHolds(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // another refusal (no right to connect to this database yet) comes after the password was found right
    return (error as { code?: string }).code !== INVALID_PASSWORD;
  } finally {
    await client.end();
  }
}
