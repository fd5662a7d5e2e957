import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What shipments booked stands apart from what the factory reports. Until now both were one sum: no more than all is booked. */
export class BookedShipments1764000000205 implements MigrationInterface {
  readonly name = 'BookedShipments1764000000205';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress add column shipped numeric not null default 0');
    await runner.query('alter table progress no force row level security');
    await runner.query(`
      update progress set shipped = least((figures #>> '{shipped,good}')::numeric, quantity)
       where outsourcing_order_id is null and figures ? 'shipped'`);
    await runner.query('alter table progress force row level security');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress drop column shipped');
  }
}
