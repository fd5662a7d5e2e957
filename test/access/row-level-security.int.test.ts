import { createTestDatabase, type TestDatabase } from '@tradeloom/testing';
import { migrations as gateway } from '../../gateway/src/migrations/all.ts';
import { migrations as finance } from '../../services/finance/src/migrations/all.ts';
import { migrations as logistics } from '../../services/logistics-documents/src/migrations/all.ts';
import { migrations as orders } from '../../services/orders/src/migrations/all.ts';
import { migrations as production } from '../../services/production/src/migrations/all.ts';
import { migrations as quality } from '../../services/quality/src/migrations/all.ts';
import { migrations as performance } from '../../services/supplier-performance/src/migrations/all.ts';
import { openTables, unguarded } from './row-level-security.ts';

const schemas = {
  gateway,
  orders,
  production,
  quality,
  logistics_documents: logistics,
  finance,
  supplier_performance: performance,
};

describe.each(Object.entries(schemas))('the tables of %s', (schema, migrations) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(process.env['DATABASE_URL'] ?? '', schema, migrations);
  }, 60_000);
  afterAll(() => database.drop());

  const open = (): Promise<string[]> => unguarded(database, schema);

  it('are under row-level security by party, but for those that are known to hold nobody’s data', async () => {
    expect(await open()).toEqual(openTables(schema));
  });

  it('belong to nobody who serves requests, and no role that serves requests passes by a policy', async () => {
    expect(
      await database.query(
        `select r.rolname from pg_roles r
          where r.rolname in ($1 || '_app', $1 || '_relay') and (r.rolsuper or r.rolbypassrls
             or exists (select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = $1::regnamespace))`,
        [schema],
      ),
    ).toEqual([]);
  });

  it('are seen through no view that runs with the rights of its owner', async () => {
    expect(
      await database.query(
        `select relname from pg_class
          where relkind in ('v', 'm') and relnamespace = $1::regnamespace
            and not coalesce('security_invoker=true' = any (reloptions), false)`,
        [schema],
      ),
    ).toEqual([]);
  });

  it('that lie open have no parties, but for the events that the runtime holds', async () => {
    expect(
      await database.query(
        `select table_schema || '.' || table_name as name from information_schema.columns
          where column_name = 'parties' and table_schema || '.' || table_name = any ($1)`,
        [openTables(schema)],
      ),
    ).toEqual([{ name: `${schema}.held_events` }]);
  });

  const enable = `alter table ${schema}.planted enable row level security`;
  const force = `alter table ${schema}.planted force row level security`;
  const byParty = `create policy party on ${schema}.planted
    using (parties && (select platform.current_organisations()))`;
  it.each([
    ['nothing', []],
    ['a policy that is off', [byParty, force]],
    ['a policy that does not bind the owner', [byParty, enable]],
    ['no policy', [enable, force]],
    ['a policy that asks nobody', [enable, force, `create policy all_rows on ${schema}.planted using (true)`]],
    ['a way round its policy', [enable, force, byParty, `create policy clerk on ${schema}.planted using (id = 'x')`]],
  ])('turn red with one that has %s', async (_, guards) => {
    await database.query(`create table ${schema}.planted (id text, parties text[])`);
    try {
      for (const guard of guards) await database.query(guard);
      expect(await open()).toContain(`${schema}.planted`);
    } finally {
      await database.query(`drop table ${schema}.planted`);
    }
  });

  it('stay green with one that is guarded', async () => {
    await database.query(`create table ${schema}.planted (id text, parties text[])`);
    for (const guard of [enable, force, byParty]) await database.query(guard);
    expect(await open()).not.toContain(`${schema}.planted`);
    await database.query(`drop table ${schema}.planted`);
  });
});
