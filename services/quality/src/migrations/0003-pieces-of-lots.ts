import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many pieces of a lot were accepted and rejected; unknown where an earlier release judged it. */
export class PiecesOfLots1764000000203 implements MigrationInterface {
  readonly name = 'PiecesOfLots1764000000203';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table lots add column accepted numeric, add column rejected numeric');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table lots drop column accepted, drop column rejected');
  }
}
