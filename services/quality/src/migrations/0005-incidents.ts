import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims over quality, and who bears how much of them. */
export class Incidents1764000000205 implements MigrationInterface {
  readonly name = 'Incidents1764000000205';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table incidents (
      id text primary key, version int not null, parties text[] not null check (cardinality(parties) > 0),
      order_id text not null, lot_id text, customer text not null, trader text not null, factory text not null,
      text text not null, amount text not null, currency text not null,
      status text not null check (status in ('reported', 'proposed', 'agreed', 'withdrawn')),
      reported_by text not null, reported_on date not null, closed_on date,
      evidence jsonb not null, proposals jsonb not null, shares jsonb not null)`);
    await runner.query(`select platform.protect('incidents')`);
    await runner.query('create index incidents_by_order on incidents (order_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table incidents');
  }
}
