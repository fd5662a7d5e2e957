import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All of these are read before anybody is known: no parties. Secrets and session ids are kept as hashes only. */
const tables: Readonly<Record<string, string>> = {
  sessions: `
    id_hash   text primary key,
    login     text not null,
    opened_at timestamptz not null default now(),
    ends_at   timestamptz not null`,
  // Who a person is at an identity provider: its subject never changes hands, a name might.
  provider_subjects: `
    issuer   text not null,
    subject  text not null,
    login    text not null,
    bound_at timestamptz not null default now(),
    primary key (issuer, subject),
    unique (issuer, login)`,
  oauth_clients: `
    id                text primary key,
    organisation      text not null,
    organisation_kind text not null,
    partner           text not null,
    secret_hash       text,
    keys              jsonb,
    created_by        text not null,
    created_at        timestamptz not null default now(),
    revoked_at        timestamptz,
    check ((secret_hash is null) <> (keys is null))`,
  // What the authorization server must remember for a while: used assertions, codes, its own sessions.
  oauth_records: `
    model    text not null,
    id       text not null,
    payload  jsonb not null,
    ends_at  timestamptz,
    primary key (model, id)`,
  // The layout is that of rate-limiter-flexible.
  rate_limits: `
    key    text primary key,
    points integer not null default 0,
    expire bigint`,
};

export class Gateway1764000000104 implements MigrationInterface {
  readonly name = 'Gateway1764000000104';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) await runner.query(`create table ${table} (${columns})`);
    await runner.query('create index sessions_ends on sessions (ends_at)');
    await runner.query('create index oauth_clients_organisation on oauth_clients (organisation)');
    await runner.query('create index oauth_records_ends on oauth_records (ends_at)');
    await runner.query(`create index oauth_records_uid on oauth_records ((payload ->> 'uid'))`);
    await runner.query(`create index oauth_records_grant on oauth_records ((payload ->> 'grantId'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).reverse()) await runner.query(`drop table ${table}`);
  }
}
