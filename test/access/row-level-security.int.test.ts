import { createTestDatabase, type TestDatabase } from '@tradeloom/testing';
import pg from 'pg';
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

  it('that lie open have no parties', async () => {
    expect(
      await database.query(
        `select table_schema || '.' || table_name as name from information_schema.columns
          where column_name = 'parties' and table_schema || '.' || table_name = any ($1)`,
        [openTables(schema)],
      ),
    ).toEqual([]);
  });

  it('show held events to their parties alone, but for the intake', async () => {
    const held = (event: string, parties: string[]) => {
      const names = {
        event_id: event,
        topic: 't',
        key: 'k',
        type: 't',
        source: 's',
        aggregate: 'a',
        aggregate_id: 'a',
      };
      const said = {
        version: 1,
        parties,
        actor: 'x',
        business_date: '2026-12-07',
        occurred_at: '2026-12-07',
        payload: '',
      };
      return { ...names, ...said, seq: event, state: 'failed', tries: 1, since: '2026-12-07', alarmed: false };
    };
    await database.seed({ [`${schema}.held_events`]: [held('1', ['eastbridge']), held('2', ['hengda'])] });
    const app = new pg.Client({ connectionString: database.appUrl, options: `-c search_path=${schema},platform` });
    await app.connect();
    const seen = async (set: string): Promise<unknown[]> => {
      await app.query('begin');
      await app.query(set);
      const { rows } = await app.query(
        `select array(select event_id from held_events order by 1) as events, lane_is_free('t', 'k') as free,
                array(select event_id from held_events order by 1) as after`,
      );
      await app.query('rollback');
      return rows;
    };
    const before = { free: false };
    expect(await seen(`set local app.organisations = 'hengda'`)).toEqual([{ ...before, events: ['2'], after: ['2'] }]);
    expect(await seen(`set local app.intake = 'on'`)).toEqual([{ ...before, events: ['1', '2'], after: ['1', '2'] }]);
    await expect(app.query('select * from held_events')).rejects.toThrow('no organisation');
    await app.end();
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
