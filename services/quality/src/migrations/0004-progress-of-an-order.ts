import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of an order looks at how far its deliveries are. */
export class ProgressOfAnOrder1764000000204 implements MigrationInterface {
  readonly name = 'ProgressOfAnOrder1764000000204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index progress_by_order on progress (order_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index progress_by_order');
  }
}
