import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners who speak UBL: their qualifier is the scheme of their electronic address. */
export class Gateway1764000000110 implements MigrationInterface {
  readonly name = 'Gateway1764000000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partners drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'edifact', 'ubl', 'sheet'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partners drop constraint partners_format_check,
        add constraint partners_format_check check (format in ('x12', 'edifact', 'sheet'))`);
  }
}
