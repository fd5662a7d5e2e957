import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The index that the one with the day in front stands instead of. */
export class OrdersByDayAlone1764000000207 implements MigrationInterface {
  readonly name = 'OrdersByDayAlone1764000000207';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index orders_of_a_day');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create index orders_of_a_day on orders (trader, customer, received_on)');
  }
}
