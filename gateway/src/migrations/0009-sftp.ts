import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The SFTP door: who may come in, what waits half uploaded, and what has been fetched. */
export class Gateway1764000000109 implements MigrationInterface {
  readonly name = 'Gateway1764000000109';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sftp_keys (
        id           text primary key,
        version      int not null,
        parties      text[] not null check (cardinality(parties) > 0),
        partner      text not null references partners,
        fingerprint  text not null,
        public_key   text not null,
        note         text,
        added_by     text not null,
        added_at     timestamptz not null,
        last_used_at timestamptz,
        revoked_by   text,
        revoked_at   timestamptz,
        unique (partner, fingerprint)
      )`);
    await runner.query(`select platform.protect('sftp_keys')`);
    // Uploads under a temporary name, closed and not renamed yet.
    await runner.query(`
      create table sftp_parts (
        partner text not null references partners,
        name    text not null,
        parties text[] not null check (cardinality(parties) > 0),
        content bytea not null,
        kept_at timestamptz not null,
        primary key (partner, name)
      )`);
    await runner.query(`select platform.protect('sftp_parts')`);
    await runner.query(`
      alter table interchanges
        add column channel text, add column collected_at timestamptz, add column cleared_at timestamptz`);
    await runner.query('alter table interchanges no force row level security');
    await runner.query(`update interchanges set channel = 'https' where direction = 'in'`);
    await runner.query('alter table interchanges force row level security');
    await runner.query(
      `create index interchanges_by_sftp on interchanges (partner, received_at) where direction = 'in' and channel = 'sftp'`,
    );
    await runner.query(
      `create index interchanges_to_collect on interchanges (partner, received_at)
        where direction = 'out' and cleared_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_to_collect');
    await runner.query('drop index interchanges_by_sftp');
    await runner.query(
      'alter table interchanges drop column cleared_at, drop column collected_at, drop column channel',
    );
    await runner.query('drop table sftp_parts');
    await runner.query('drop table sftp_keys');
  }
}
