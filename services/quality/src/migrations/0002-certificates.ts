import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What suppliers measured on their lots. */
export class Certificates1764000000202 implements MigrationInterface {
  readonly name = 'Certificates1764000000202';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table certificates (
      id text primary key, version int not null, parties text[] not null check (cardinality(parties) > 0),
      supplier text not null, receiver text not null, report_number text not null, report_date date not null,
      line text not null, shipment_number text not null, order_number text not null, order_line text not null,
      item text not null, seller_item text not null, lot text not null, heat text not null,
      quantity numeric, unit text, note text not null, characteristics jsonb not null,
      verdict text not null check (verdict in ('conforming', 'nonconforming', 'unjudged')), findings jsonb not null, content text not null)`);
    await runner.query(`select platform.protect('certificates')`);
    await runner.query('create index certificates_by_lot on certificates (lot)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table certificates');
  }
}
