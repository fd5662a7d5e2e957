import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners who speak EDIFACT, and the directory in which they are written to. */
export class Gateway1764000000106 implements MigrationInterface {
  readonly name = 'Gateway1764000000106';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partners drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'edifact', 'sheet')),
        add edifact_directory text`);
    await runner.query(
      `create index interchanges_sent on interchanges (partner, control) where direction = 'out' and control is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_sent');
    await runner.query(`
      alter table partners drop column edifact_directory, drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'sheet'))`);
  }
}
