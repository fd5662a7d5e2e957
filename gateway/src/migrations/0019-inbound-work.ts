import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a kept file was tried, and when it is again; and our files found by the numbers that partners echo. */
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
    for (const column of ['control', 'group_control'])
      await runner.query(
        `create index interchanges_sent_${column} on interchanges (partner, ${column}) where direction = 'out'`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['group_control', 'control']) await runner.query(`drop index interchanges_sent_${column}`);
    await runner.query('drop index interchanges_due');
    await runner.query(
      'alter table interchanges drop column read_attempts, drop column next_read_at, drop column read_failure',
    );
  }
}
