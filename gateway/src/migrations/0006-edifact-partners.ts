import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners who speak EDIFACT, and the directory in which they are written to; who of X12 takes a 999 for a 997. */
export class Gateway1764000000106 implements MigrationInterface {
  readonly name = 'Gateway1764000000106';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partners drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'edifact', 'sheet')),
        add edifact_directory text,
        add x12_acknowledgement text not null default '997' check (x12_acknowledgement in ('997', '999'))`);
    await runner.query(
      `create index interchanges_sent on interchanges (partner, control) where direction = 'out' and control is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index interchanges_sent');
    await runner.query(`
      alter table partners drop column edifact_directory, drop column x12_acknowledgement, drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'sheet'))`);
  }
}
