import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a kept file was tried, and when it is again; and our files found by the group number that partners echo. */
export class Gateway1764000000119 implements MigrationInterface {
  readonly name = 'Gateway1764000000119';

  async up(runner: QueryRunner): Promise<void> {
    // With the file its first reading is counted, which begins as soon as it is kept: no statement more on that way.
    await runner.query(`
      alter table interchanges
        add column read_attempts int not null default 1,
        add column next_read_at timestamptz default now() + interval '5 seconds',
        add column read_failure text`);
    await runner.query(`create index interchanges_due on interchanges (next_read_at) where status = 'received'`);
    await runner.query(
      `create index interchanges_sent_group on interchanges (partner, group_control) where direction = 'out'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_sent_group');
    await runner.query('drop index interchanges_due');
    await runner.query(
      'alter table interchanges drop column read_attempts, drop column next_read_at, drop column read_failure',
    );
  }
}
