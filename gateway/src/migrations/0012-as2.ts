import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables: Readonly<Record<string, string>> = {
  // How a partner and his counterparty speak AS2. Its id is the partner's.
  as2_stations: `
    id           text primary key references partners,
    version      int not null,
    parties      text[] not null check (cardinality(parties) > 0),
    our_name     text not null,
    their_name   text not null,
    url          text,
    sign         boolean not null,
    encrypt      boolean not null,
    compress     boolean not null,
    cipher       text not null,
    receipt      text not null,
    certificates jsonb not null,
    unique (our_name, their_name)`,
  // Every message and its receipt, as they came and went: whoever denies one is shown it.
  as2_messages: `
    id              text primary key,
    parties         text[] not null check (cardinality(parties) > 0),
    partner         text not null references partners,
    direction       text not null check (direction in ('in', 'out')),
    message_id      text not null,
    interchange     text,
    state           text not null,
    reason          text,
    mics            jsonb not null default '[]',
    signed_by       text,
    headers         jsonb,
    body            bytea,
    receipt_headers jsonb,
    receipt_body    bytea,
    receipt_url     text,
    attempts        int not null default 0,
    next_at         timestamptz,
    created_at      timestamptz not null default now(),
    settled_at      timestamptz`,
};

export class Gateway1764000000112 implements MigrationInterface {
  readonly name = 'Gateway1764000000112';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`create table ${table} (${columns})`);
      await runner.query(`select platform.protect('${table}')`);
    }
    // What was refused may come again; what was taken is taken once.
    await runner.query(
      `create unique index as2_messages_taken on as2_messages (partner, message_id) where direction = 'in' and state = 'taken'`,
    );
    await runner.query(`create index as2_messages_sent on as2_messages (message_id) where direction = 'out'`);
    await runner.query(`create index as2_messages_next on as2_messages (next_at) where next_at is not null`);
    await runner.query('create index as2_messages_partner on as2_messages (partner, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).reverse()) await runner.query(`drop table ${table}`);
  }
}
