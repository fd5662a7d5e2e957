import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { setBusinessDate } from '../src/database/business-clock.ts';
import { AUDITOR, type RolePasswords, rolePasswords } from '../src/database/roles.ts';
import { type MigratedDatabase } from '../src/migrate.ts';
import { Later1764000000002, type TestDatabase, testDatabase, withClient } from './database.ts';
import { emptyState } from './state.ts';

describe('a migrated database', () => {
  let database: TestDatabase;
  let migrated: MigratedDatabase;
  let passwords: RolePasswords;
  beforeAll(async () => {
    const state = emptyState('migrate');
    passwords = rolePasswords(state);
    database = await testDatabase(state);
    // two runners at once, as two deployments may do: one waits for the other
    [migrated] = await Promise.all([database.migrate(), database.migrate()]);
  }, 60_000);
  afterAll(() => database.drop());

  const refused = (url: string, sql: string, values: unknown[] = []) =>
    withClient(url, (client) => client.query(sql, values)).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );
  const NOT_ALLOWED = '42501';
  const asOrganisation = async (client: Client, organisation: string) => {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.organisations', $1, true)", [organisation]);
  };

  // ASVS V13.2.2
  it('has no superuser, and no role that row-level security does not bind', async () => {
    const { rows } = await withClient(migrated.ownerUrl, (client) =>
      client.query(
        "SELECT rolname FROM pg_roles WHERE rolname ~ '^(tradeloom_owner|gateway_)' AND (rolsuper OR rolbypassrls OR rolcreaterole)",
      ),
    );
    expect(rows).toEqual([]);
  });

  it('does not sample what no question is planned by', async () => {
    const { rows } = await withClient(migrated.ownerUrl, (client) =>
      client.query<{ sampled: boolean; columns: number }>(
        `SELECT a.attstattarget IS DISTINCT FROM 0 AS sampled, count(*)::int AS columns
           FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          WHERE c.relkind = 'r' AND c.relnamespace = 'gateway'::regnamespace AND a.attnum > 0
            AND a.atttypid IN ('jsonb'::regtype, 'bytea'::regtype) GROUP BY 1`,
      ),
    );
    expect(rows).toEqual([{ sampled: false, columns: expect.any(Number) }]);
  });

  it('lets a service work on its tables, for the organisations it names', async () => {
    await withClient(migrated.appUrl('gateway'), async (client) => {
      await asOrganisation(client, 'a,b');
      await client.query("INSERT INTO gateway.partners (id, parties) VALUES ('p', '{a}')");
      await client.query('COMMIT');
      await asOrganisation(client, 'c');
      const { rows } = await client.query('SELECT id FROM gateway.partners');
      expect(rows).toEqual([]);
    });
    expect(await refused(migrated.appUrl('gateway'), 'SELECT id FROM gateway.partners')).toBe(NOT_ALLOWED);
  });

  it('lets a service add to the trail, never change or shorten it', async () => {
    const app = migrated.appUrl('gateway');
    await withClient(app, async (client) => {
      await asOrganisation(client, 'a');
      await client.query(
        `INSERT INTO gateway.events (id, aggregate, aggregate_id, version, type, payload, parties, actor, business_date)
         VALUES ($1, 'file', 'f', 1, 'FileStored', '', '{a}', '{}', '2026-12-01')`,
        [randomUUID()],
      );
      await client.query('COMMIT');
    });
    for (const sql of [
      'UPDATE gateway.events SET version = 2',
      'DELETE FROM gateway.events',
      'TRUNCATE gateway.events',
    ]) {
      expect(await refused(app, sql)).toBe(NOT_ALLOWED);
    }
  });

  it('lets the relay read all events and mark them as published, and nothing else', async () => {
    const relay = migrated.relayUrl('gateway');
    await withClient(relay, async (client) => {
      const { rowCount } = await client.query(
        'UPDATE gateway.events SET published_at = now() WHERE published_at IS NULL',
      );
      expect(rowCount).toBe(1);
    });
    for (const sql of [
      "UPDATE gateway.events SET type = 'x'",
      'DELETE FROM gateway.events',
      'SELECT id FROM gateway.partners',
    ]) {
      expect(await refused(relay, sql)).toBe(NOT_ALLOWED);
    }
  });

  it('lets the relay add seals and anchors, never change or remove them, and the service not even read them', async () => {
    const seal = `INSERT INTO gateway.seals VALUES (1, 'order:o', 1, gen_random_uuid(), sha256('x'))`;
    expect(await refused(migrated.relayUrl('gateway'), seal)).toBe('allowed');
    for (const table of ['seals', 'anchors']) {
      for (const sql of [`UPDATE gateway.${table} SET `, `DELETE FROM gateway.${table}`, `TRUNCATE gateway.${table}`]) {
        const whole = sql.endsWith('SET ') ? `${sql}${table === 'seals' ? 'link = 2' : 'through = 2'}` : sql;
        expect(await refused(migrated.relayUrl('gateway'), whole)).toBe(NOT_ALLOWED);
        expect(await refused(migrated.appUrl('gateway'), whole)).toBe(NOT_ALLOWED);
      }
      expect(await refused(migrated.appUrl('gateway'), `SELECT 1 FROM gateway.${table}`)).toBe(NOT_ALLOWED);
    }
  });

  it('lets the auditor read the whole trail, and nothing else', async () => {
    const auditor = new URL(migrated.relayUrl('gateway'));
    auditor.username = AUDITOR;
    auditor.password = passwords(AUDITOR);
    const rows = await withClient(auditor.href, async (client) => {
      const { rowCount } = await client.query('SELECT id FROM gateway.events');
      await client.query('SELECT 1 FROM gateway.seals, gateway.anchors');
      return rowCount;
    });
    expect(rows).toBe(1);
    expect(await refused(auditor.href, 'SELECT id FROM gateway.partners')).toBe(NOT_ALLOWED);
    expect(await refused(auditor.href, 'DELETE FROM gateway.seals')).toBe(NOT_ALLOWED);
  });

  it('keeps the migrations and the schemas from the services', async () => {
    const app = migrated.appUrl('gateway');
    expect(await refused(app, 'DELETE FROM gateway.migrations')).toBe(NOT_ALLOWED);
    expect(await refused(app, 'CREATE TABLE gateway.mine (id int)')).toBe(NOT_ALLOWED);
    expect(await refused(app, 'CREATE SCHEMA mine')).toBe(NOT_ALLOWED);
  });

  it('moves the business date forward only', async () => {
    expect(await setBusinessDate(migrated.ownerUrl, undefined)).toBeUndefined();
    expect(await setBusinessDate(migrated.ownerUrl, '2026-12-01')).toBe('2026-12-01');
    expect(await setBusinessDate(migrated.ownerUrl, '2026-11-30')).toBe('2026-12-01');
    expect(await setBusinessDate(migrated.ownerUrl, undefined)).toBe('2026-12-01');
  });

  it('runs a later release on the data of the earlier one, and gives its new tables their privileges', async () => {
    const later = await database.migrate(Later1764000000002);
    expect(await refused(later.appUrl('gateway'), 'INSERT INTO gateway.later VALUES (1)')).toBe('allowed');
  });
});
