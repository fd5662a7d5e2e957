import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { grantPlatform, grantPrivileges } from './database/grant-privileges.ts';
import { leaveOutOfStatistics } from './database/leave-out-of-statistics.ts';
import { platformMigrations } from './database/platform-migrations.ts';
import { AUDITOR, appRole, ensureRole, OWNER, type RolePasswords, relayRole, urlAs } from './database/roles.ts';
import { checkout } from './places.ts';
import { PLATFORM, type PlatformProcess } from './services.ts';
import { notBuilt } from './start-up-problem.ts';

export type MigrationClass = new () => MigrationInterface;

/** The hand-written migrations of one schema, an explicit list: nothing is found by file pattern. */
export interface MigrationSet {
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
}

/** What a release asks of a database. */
export interface Release {
  /** what all schemas share, idempotent SQL: the business clock, row-level security by party */
  readonly platformSql: string;
  readonly sets: readonly MigrationSet[];
}

export interface MigratedDatabase {
  /** URL of the owner of all schemas */
  readonly ownerUrl: string;
  appUrl(schema: string): string;
  relayUrl(schema: string): string;
}

/** One runner at a time per database; the number is arbitrary and only has to be always the same. */
const MIGRATION_LOCK = 7_204_519;

/**
 * Brings a database to this release: roles, schemas, migrations, privileges. Safe to run again and by several at once.
 * @param url the database, as a role that may create roles and schemas
 */
export async function migrateDatabase(
  url: string,
  passwords: RolePasswords,
  { platformSql, sets }: Release,
): Promise<MigratedDatabase> {
  const ownerUrl = urlAs(url, OWNER, passwords(OWNER));
  const urlOf = (role: string): string => urlAs(url, role, passwords(role));
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await prepareRoles(admin, url, passwords, sets);
    await asOwner(ownerUrl, (owner) => owner.query(platformSql));
    await runMigrations(ownerUrl, { schema: 'platform', migrations: platformMigrations });
    for (const set of sets) await runMigrations(ownerUrl, set);
    await settleAll(ownerUrl, sets);
  } finally {
    // ends the session and with it the lock
    await admin.end();
  }
  return { ownerUrl, appUrl: (schema) => urlOf(appRole(schema)), relayUrl: (schema) => urlOf(relayRole(schema)) };
}

async function prepareRoles(
  admin: Client,
  url: string,
  passwords: RolePasswords,
  sets: readonly MigrationSet[],
): Promise<void> {
  await ensureRole(admin, url, OWNER, passwords(OWNER));
  // an administrator who is no superuser hands schemas only to a role that it belongs to
  await admin.query(`GRANT ${OWNER} TO CURRENT_USER`);
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const database = admin.escapeIdentifier(rows[0]!.name);
  // CREATE: for the trusted extensions that a migration may ask for
  await admin.query(
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT, CREATE ON DATABASE ${database} TO ${OWNER}`,
  );
  await ensureRole(admin, url, AUDITOR, passwords(AUDITOR));
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${AUDITOR}`);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS platform AUTHORIZATION ${OWNER}`);
  for (const { schema } of sets) {
    for (const role of [appRole(schema), relayRole(schema)]) {
      await ensureRole(admin, url, role, passwords(role));
      await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${admin.escapeIdentifier(role)}`);
    }
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${admin.escapeIdentifier(schema)} AUTHORIZATION ${OWNER}`);
  }
}

async function runMigrations(ownerUrl: string, set: MigrationSet): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: set.schema,
    migrations: [...set.migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
    poolSize: 1,
    extra: { options: `-c search_path=${set.schema},platform` },
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}

const settleAll = (ownerUrl: string, sets: readonly MigrationSet[]): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    for (const { schema } of sets) {
      await grantPrivileges(owner, schema);
      await leaveOutOfStatistics(owner, schema);
    }
    await grantPlatform(
      owner,
      sets.map(({ schema }) => schema),
    );
  });

/** One transaction as the owner of all schemas. */
async function asOwner(ownerUrl: string, work: (owner: Client) => Promise<unknown>): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await work(owner);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

/** Embedded servers begin with the maintenance database alone. @returns the URL of the database of that name */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * What the build has put into `dist`: for every schema the chassis' tables, then the service's own.
 * @throws StartUpProblem when something is not built
 */
export async function builtRelease(of: readonly PlatformProcess[] = PLATFORM): Promise<Release> {
  const chassis = await built<{ platformSql: string; chassisMigrations: readonly MigrationClass[] }>(
    join(checkout, 'libs/chassis/dist/migrations/all.js'),
  );
  const sets = await Promise.all(
    of.map(async ({ schema, folder }) => {
      const own = await built<{ migrations: readonly MigrationClass[] }>(join(folder, 'dist/migrations/all.js'));
      return { schema, migrations: [...chassis.chassisMigrations, ...own.migrations] };
    }),
  );
  return { platformSql: chassis.platformSql, sets };
}

async function built<T>(file: string): Promise<T> {
  if (!existsSync(file)) throw notBuilt(file);
  return (await import(pathToFileURL(file).href)) as T;
}
