import type { MigrationInterface, QueryRunner } from 'typeorm';

const identity =
  'id text primary key, version int not null default 0, parties text[] not null check (cardinality(parties) > 0)';

const tables: Readonly<Record<string, string>> = {
  reported_stocks: `${identity}, holder text not null, owner text not null, item text not null, location text not null,
    lot text not null, unit text not null, as_of text not null, report_number text not null, quantities jsonb not null,
    unique (owner, holder, item, location, lot)`,
  stock_differences: `${identity}, holder text not null, owner text not null, item text not null, unit text not null,
    as_of text not null, report_number text not null, counted numeric not null, book jsonb not null, difference numeric not null,
    unique (owner, holder, item)`,
};

/** What suppliers and warehouses say they hold, and where it is not what the books say. */
export class ReportedStocks1764000000203 implements MigrationInterface {
  readonly name = 'ReportedStocks1764000000203';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) {
      await runner.query(`create table ${name} (${columns})`);
      await runner.query(`select platform.protect('${name}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables)) await runner.query(`drop table ${name}`);
  }
}
