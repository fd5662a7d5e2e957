import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables: Readonly<Record<string, string>> = {
  // A partner's own SFTP server, where we fetch his files and put ours. Its id is the partner's.
  sftp_connections: `
    id            text primary key references partners,
    version       int not null,
    parties       text[] not null check (cardinality(parties) > 0),
    host          text not null,
    port          int not null,
    login         text not null,
    host_key      text not null,
    key_number    int not null,
    fetch_from    text,
    move_to       text,
    put_into      text,
    pattern       text not null,
    done_suffix   text,
    poll_seconds  int not null,
    quiet         jsonb,
    enabled       boolean not null,
    refused_key   text,
    next_poll_at  timestamptz not null default now(),
    leased_until  timestamptz,
    polled_at     timestamptz,
    failures      int not null default 0,
    failing_since timestamptz,
    trouble       text`,
  // What lies in a partner's folder now, as it was seen last; with the file of ours that it has become, once it is taken.
  sftp_sightings: `
    id      text primary key,
    parties text[] not null check (cardinality(parties) > 0),
    partner text not null references partners,
    name    text not null,
    size    bigint not null,
    mtime   bigint not null,
    seen_at timestamptz not null,
    refused text,
    taken   text,
    unique (partner, name)`,
  // Every file that was ever taken from there: the same name with the same bytes is taken once.
  sftp_taken: `
    partner     text not null references partners,
    parties     text[] not null check (cardinality(parties) > 0),
    name        text not null,
    size        bigint not null,
    hash        text not null,
    interchange text not null,
    taken_at    timestamptz not null default now(),
    primary key (partner, name, size, hash)`,
  // Our files on their way there.
  sftp_pushes: `
    id          text primary key,
    parties     text[] not null check (cardinality(parties) > 0),
    partner     text not null references partners,
    interchange text not null unique,
    state       text not null check (state in ('waiting', 'uploaded', 'delivered', 'failed')),
    reason      text,
    attempts    int not null default 0,
    next_at     timestamptz,
    created_at  timestamptz not null default now(),
    settled_at  timestamptz`,
};

export class Gateway1764000000116 implements MigrationInterface {
  readonly name = 'Gateway1764000000116';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`create table ${table} (${columns})`);
      await runner.query(`select platform.protect('${table}')`);
    }
    await runner.query('create index sftp_pushes_next on sftp_pushes (partner, next_at) where next_at is not null');
    await runner.query('create index sftp_pushes_partner on sftp_pushes (partner, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).reverse()) await runner.query(`drop table ${table}`);
  }
}
