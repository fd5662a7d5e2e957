import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an order may wait, and a change be decided. What was open before has no end of its own. */
export class OrderDeadlines1764000000101 implements MigrationInterface {
  readonly name = 'OrderDeadlines1764000000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders add column lapses_after date');
    await runner.query('alter table change_requests add column decide_by date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders drop column lapses_after');
    await runner.query('alter table change_requests drop column decide_by');
  }
}
