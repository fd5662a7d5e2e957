import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is agreed with a partner, version by version; each file says under which it was read or made. */
export class Gateway1764000000113 implements MigrationInterface {
  readonly name = 'Gateway1764000000113';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_versions (
        id            text primary key,
        version       int not null,
        parties       text[] not null check (cardinality(parties) > 0),
        partner       text not null references partners,
        number        int not null,
        status        text not null check (status in ('draft', 'tried', 'active', 'superseded')),
        fields        jsonb not null,
        trial         jsonb,
        changed_by    text not null,
        changed_at    timestamptz not null,
        activated_by  text,
        activated_at  timestamptz,
        superseded_at timestamptz,
        unique (partner, number)
      )`);
    await runner.query(`select platform.protect('profile_versions')`);
    await runner.query(
      `create unique index profile_versions_active on profile_versions (partner) where status = 'active'`,
    );
    await runner.query(
      `create unique index profile_versions_draft on profile_versions (partner) where status in ('draft', 'tried')`,
    );
    await runner.query(`alter table interchanges add column profile_version int, add column acknowledgement_due timestamptz,
         add column held boolean not null default false`);
    // What was sent before waits as long as it did.
    await runner.query('alter table interchanges no force row level security');
    await runner.query(`
      update interchanges set acknowledgement_due = received_at + interval '24 hours'
       where direction = 'out' and acknowledges is null and format in ('x12', 'edifact')`);
    await runner.query('alter table interchanges force row level security');
    // Messages may be numbered on from file to file, and a series begin anew with a period.
    await runner.query('alter table control_numbers drop constraint control_numbers_level_check');
    await runner.query(`
      alter table control_numbers add check (level in ('interchange', 'group', 'message')), add column period text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from control_numbers where level = 'message'`);
    await runner.query('alter table control_numbers drop constraint control_numbers_level_check, drop column period');
    await runner.query(`alter table control_numbers add check (level in ('interchange', 'group'))`);
    await runner.query(
      'alter table interchanges drop column held, drop column acknowledgement_due, drop column profile_version',
    );
    await runner.query('drop table profile_versions');
  }
}
