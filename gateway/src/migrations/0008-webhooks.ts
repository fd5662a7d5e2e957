import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables: Readonly<Record<string, string>> = {
  webhooks: `
    id            text primary key,
    version       int not null,
    parties       text[] not null check (cardinality(parties) > 0),
    organisation  text not null,
    url           text not null,
    description   text not null,
    types         text[] not null,
    status        text not null,
    keys          jsonb not null,
    failures      int not null,
    failing_since timestamptz,
    resting_until timestamptz,
    created_by    text not null,
    created_at    timestamptz not null`,
  // One event on its way to one endpoint. What is sent is the timeline's entry.
  webhook_deliveries: `
    webhook    text not null references webhooks,
    event_id   uuid not null,
    parties    text[] not null check (cardinality(parties) > 0),
    status     text not null default 'waiting',
    attempts   int not null default 0,
    next_at    timestamptz,
    created_at timestamptz not null default now(),
    ended_at   timestamptz,
    tried      jsonb not null default '[]',
    primary key (webhook, event_id)`,
};

/** Events told to the parties' own systems, and the cursor of those that ask for them instead. */
export class Gateway1764000000108 implements MigrationInterface {
  readonly name = 'Gateway1764000000108';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`create table ${table} (${columns})`);
      await runner.query(`select platform.protect('${table}')`);
    }
    await runner.query('create index webhooks_organisation on webhooks (organisation)');
    await runner.query(
      `create index webhook_deliveries_next on webhook_deliveries (webhook, next_at) where status = 'waiting'`,
    );
    await runner.query('create index webhook_deliveries_created on webhook_deliveries (webhook, created_at)');
    await runner.query('create index webhook_deliveries_ended on webhook_deliveries (ended_at)');
    // Entries become readable in the order of their transactions: a number alone would let a later one overtake.
    await runner.query(`alter table timeline add column written xid8 not null default pg_current_xact_id(),
      add column position bigint generated always as identity`);
    await runner.query('create index timeline_written on timeline (written, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table timeline drop column written, drop column position');
    for (const table of Object.keys(tables).reverse()) await runner.query(`drop table ${table}`);
  }
}
