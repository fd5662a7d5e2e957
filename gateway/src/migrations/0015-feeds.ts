import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people said of a partner's columns, feeds that are looked at before they are sent, and how feeds are taken. */
export class Gateway1764000000115 implements MigrationInterface {
  readonly name = 'Gateway1764000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed_mappings (
        id           text primary key,
        version      int not null,
        parties      text[] not null check (cardinality(parties) > 0),
        partner      text not null references partners,
        kind         text not null,
        number       int not null,
        columns      jsonb not null,
        confirmed_by text not null,
        confirmed_at timestamptz not null,
        withdrawn_by text,
        withdrawn_at timestamptz,
        unique (partner, kind, number)
      )`);
    await runner.query(`select platform.protect('feed_mappings')`);
    await runner.query(
      `create unique index feed_mappings_in_force on feed_mappings (partner, kind) where withdrawn_at is null`,
    );
    // A file that its sender looks at in the portal, until he sends it; its id becomes the interchange's.
    await runner.query(`
      create table feed_drafts (
        id           text primary key,
        parties      text[] not null check (cardinality(parties) > 0),
        partner      text not null references partners,
        file_name    text,
        content_type text not null,
        content      bytea not null,
        kept_at      timestamptz not null
      )`);
    await runner.query(`select platform.protect('feed_drafts')`);
    await runner.query('create index feed_drafts_kept on feed_drafts (kept_at)');
    await runner.query(
      `alter table partners add column feed_take text not null default 'good-rows'
        check (feed_take in ('good-rows', 'all-or-nothing'))`,
    );
    await runner.query('alter table interchanges add column feed jsonb');
    await runner.query(
      `create index interchanges_feed_kind on interchanges (partner, (feed ->> 'kind'), received_at)
        where feed is not null`,
    );
    await runner.query(
      `create index interchanges_feed_root on interchanges ((feed ->> 'root')) where feed ->> 'root' is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_feed_root');
    await runner.query('drop index interchanges_feed_kind');
    await runner.query('alter table interchanges drop column feed');
    await runner.query('alter table partners drop column feed_take');
    await runner.query('drop table feed_drafts');
    await runner.query('drop table feed_mappings');
  }
}
