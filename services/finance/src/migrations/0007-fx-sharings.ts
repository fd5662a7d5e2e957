import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What trader and factory share of a shipment's rate: open until the rate of its day is known. */
export class Finance1764000000007 implements MigrationInterface {
  readonly name = 'Finance1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table fx_sharings (
        id text primary key,
        version int not null,
        parties text[] not null check (cardinality(parties) > 0),
        trader text not null,
        factory text not null,
        order_id text not null,
        shipment_id text not null,
        shipment_number text not null,
        pair text not null,
        band jsonb not null,
        shipped jsonb not null,
        on_board date not null,
        rate jsonb,
        adjustment jsonb,
        postings int not null,
        unique (order_id, shipment_id))`);
    await runner.query('create index fx_sharings_day on fx_sharings (trader, pair, on_board)');
    await runner.query('create index fx_sharings_open on fx_sharings (trader, pair, on_board) where rate is null');
    await runner.query(`select platform.protect('fx_sharings')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table fx_sharings');
  }
}
