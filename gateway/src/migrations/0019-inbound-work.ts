import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of ours are found by the numbers that partners echo. */
export class Gateway1764000000119 implements MigrationInterface {
  readonly name = 'Gateway1764000000119';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of ['control', 'group_control'])
      await runner.query(
        `create index interchanges_sent_${column} on interchanges (partner, ${column}) where direction = 'out'`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['group_control', 'control']) await runner.query(`drop index interchanges_sent_${column}`);
  }
}
