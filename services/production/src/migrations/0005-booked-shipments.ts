import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What shipments booked stands apart from what the factory reports. Until now both were one sum, and it is not said what
 * part of it was booked: such work has no number here, and goes on by its sum. Nothing is filled in, as processes of the
 * earlier release, which know the sum alone, go on booking until all are exchanged. What they book of a work that a
 * process of this one has booked on meanwhile is in the sum, but not here: the next shipment shows less by that until the
 * factory reports what left.
 */
export class BookedShipments1764000000205 implements MigrationInterface {
  readonly name = 'BookedShipments1764000000205';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress add column shipped numeric');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress drop column shipped');
  }
}
