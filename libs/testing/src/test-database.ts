import { randomBytes } from 'node:crypto';
import { chassisMigrations, platformSql } from '@tradeloom/chassis/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';

export interface TestDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly relayUrl: string;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  seed(tables: Readonly<Record<string, readonly Record<string, unknown>[]>>): Promise<void>;
  today(date: string): Promise<void>;
  drop(): Promise<void>;
}

const password = 'test';

const withUser = (url: string, user: string, database: string): string => {
  const u = new URL(url);
  u.username = user;
  u.password = password;
  u.pathname = `/${database}`;
  return u.toString();
};

const withDatabase = (url: string, database: string): string => {
  const u = new URL(url);
  u.pathname = `/${database}`;
  return u.toString();
};

const once = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** Roles are shared by all databases of the server: two test files may both want to make them. */
const ensureRole = (role: string): string => `
  do $$ begin
    create role ${role} login password '${password}' nosuperuser nobypassrls;
  exception when duplicate_object or unique_violation then
    alter role ${role} login password '${password}' nosuperuser nobypassrls;
  end $$;`;

/** A fresh database with one service's schema, its roles and its row-level security, as in production. */
export const createTestDatabase = async (
  adminUrl: string,
  service: string,
  // biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for a migration class
  migrations: readonly Function[],
): Promise<TestDatabase> => {
  const name = `test_${service}_${randomBytes(5).toString('hex')}`;
  const [owner, app, relay] = ['test_owner', `${service}_app`, `${service}_relay`];
  await once(
    adminUrl,
    `select pg_advisory_xact_lock(774411); ${[owner, app, relay, 'tradeloom_auditor'].map(ensureRole).join('\n')}`,
  );
  await once(adminUrl, `create database ${name} owner ${owner}`);
  const ownerUrl = withUser(adminUrl, owner, name);
  await once(ownerUrl, platformSql);
  await once(ownerUrl, `create schema ${service}`);
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: service,
    migrations: [...chassisMigrations, ...migrations],
    migrationsTransactionMode: 'each',
    installExtensions: false,
    extra: { options: `-c search_path=${service},platform` },
  });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
  await once(
    ownerUrl,
    `grant usage on schema ${service}, platform to ${app}, ${relay};
     grant select, insert, update, delete on all tables in schema ${service} to ${app};
     revoke update, delete on ${service}.events from ${app};
     revoke all on ${service}.seals, ${service}.anchors from ${app};
     grant usage on all sequences in schema ${service} to ${app};
     grant select on platform.business_clock to ${app}, ${relay};
     ${service === 'gateway' ? `grant update on platform.business_clock to ${app};` : ''}
     grant select on ${service}.events, ${service}.deadlines to ${relay};
     grant select on ${service}.events to ${relay};
     grant select, insert on ${service}.seals, ${service}.anchors to ${relay};
     grant update (published_at) on ${service}.events to ${relay}`,
  );
  const admin = new pg.Pool({ connectionString: withDatabase(adminUrl, name), max: 2 });
  // the drop may cut a connection that has not yet said goodbye
  admin.on('error', (error) => {
    if (!admin.ending) throw error;
  });
  const query = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    (await admin.query(sql, [...parameters])).rows as Row[];
  return {
    adminUrl,
    appUrl: withUser(adminUrl, app, name),
    relayUrl: withUser(adminUrl, relay, name),
    query,
    seed: async (tables) => {
      for (const [table, rows] of Object.entries(tables)) {
        for (const row of rows) {
          const columns = Object.keys(row)
            .map((column) => `"${column}"`)
            .join(', ');
          // the table's own types decide what a JSON value becomes: an empty list is `[]` in jsonb and `{}` in an array
          await query(
            `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
            [JSON.stringify(row)],
          );
        }
      }
    },
    today: async (date) => {
      await query('update platform.business_clock set business_date = $1', [date]);
    },
    drop: async () => {
      await admin.end();
      await once(adminUrl, `drop database ${name} with (force)`);
    },
  };
};
