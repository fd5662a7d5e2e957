import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rolePasswords } from '../src/database/roles.ts';
import {
  builtRelease,
  ensureDatabase,
  type MigratedDatabase,
  type MigrationClass,
  migrateDatabase,
} from '../src/migrate.ts';
import { type Places } from '../src/places.ts';

/** The gateway's part that the seed writes to, and a table under row-level security. */
class Tables1764000000001 implements MigrationInterface {
  readonly name = 'Tables1764000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_keys (
        key_hash text primary key, organisation text not null, organisation_kind text not null,
        login text unique, role text, partner text, password_hash text, created_at timestamptz not null default now()
      );
      create table partners (
        id text primary key, parties text[] not null check (cardinality(parties) > 0), profile jsonb, note text
      );
      select platform.protect('partners');
    `);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_keys; drop table partners');
  }
}

/** A second release of the same schema. */
export class Later1764000000002 implements MigrationInterface {
  readonly name = 'Later1764000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table later (id int primary key)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table later');
  }
}

export interface TestDatabase {
  readonly url: string;
  migrate(...more: MigrationClass[]): Promise<MigratedDatabase>;
  drop(): Promise<void>;
}

/** A database of its own on the run's server, with the real chassis' tables in one schema, `gateway`. */
export async function testDatabase(places: Places): Promise<TestDatabase> {
  const admin = process.env['DATABASE_URL'];
  if (!admin) throw new Error('DATABASE_URL: the global setup of Jest gives it');
  const name = `stack_${randomUUID().slice(0, 8)}`;
  const url = await ensureDatabase(admin, name);
  const { platformSql } = await builtRelease([]);
  const { chassisMigrations } = (await import('@tradeloom/chassis/migrations')) as {
    chassisMigrations: readonly MigrationClass[];
  };
  const passwords = rolePasswords(places);
  return {
    url,
    migrate: (...more) =>
      migrateDatabase(url, passwords, {
        platformSql,
        sets: [{ schema: 'gateway', migrations: [...chassisMigrations, Tables1764000000001, ...more] }],
      }),
    drop: async () => {
      await withClient(admin, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
