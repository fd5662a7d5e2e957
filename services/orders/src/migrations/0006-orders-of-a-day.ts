import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day leads: beginning with trader and customer, the index looked as good as the unique one of a customer's order
 * numbers while the tables were too new to have statistics, and every order of a customer was read to find one.
 *
 * Orders are read on while it is built. The old one goes in a transaction of its own: to drop it shuts readers out as long
 * as that lasts, and after the building it would wait for who reads an order and waits himself to write it.
 */
export class OrdersOfADay1764000000206 implements MigrationInterface {
  readonly name = 'OrdersOfADay1764000000206';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index orders_by_day on orders (received_on, trader, customer)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index orders_by_day');
  }
}
