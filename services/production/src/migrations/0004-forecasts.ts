import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers plan of an item for one place. */
export class Forecasts1764000000204 implements MigrationInterface {
  readonly name = 'Forecasts1764000000204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table forecasts (
      id text primary key, version int not null default 0, parties text[] not null check (cardinality(parties) > 0),
      customer text not null, trader text not null, factory text not null, item text not null, unit text not null,
      ship_to text not null, dock text not null, forecast jsonb, call jsonb)`);
    await runner.query(`select platform.protect('forecasts')`);
    await runner.query('create index forecasts_by_item on forecasts (item, factory)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table forecasts');
  }
}
