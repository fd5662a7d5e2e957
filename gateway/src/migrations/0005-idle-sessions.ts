import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session that nobody uses ends early. */
export class Gateway1764000000105 implements MigrationInterface {
  readonly name = 'Gateway1764000000105';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sessions add seen_at timestamptz not null default now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sessions drop seen_at');
  }
}
