import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An offer that was told to the customer stands while its order is held: until when, and how he accepted it. */
export class Offers1764000000208 implements MigrationInterface {
  readonly name = 'Offers1764000000208';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders add column offer jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders drop column offer');
  }
}
