import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What left a stock after its count is kept beside it, so that the same count told again does not bring it back. */
export class Departures1764000000206 implements MigrationInterface {
  readonly name = 'Departures1764000000206';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table stocks add column departures jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stocks drop column departures');
  }
}
