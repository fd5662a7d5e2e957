import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each partner's own numbering has come, and what of it is missing. */
export class Gateway1764000000107 implements MigrationInterface {
  readonly name = 'Gateway1764000000107';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table control_series (
        id      text primary key references partners,
        version int not null,
        parties text[] not null check (cardinality(parties) > 0),
        highest double precision,
        gaps    jsonb not null
      )`);
    await runner.query(`select platform.protect('control_series')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table control_series');
  }
}
