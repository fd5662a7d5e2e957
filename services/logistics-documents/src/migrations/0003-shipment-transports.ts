import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the goods of a shipment are, as forwarders report it, and how often they were told what to carry. */
export class LogisticsDocuments1764000000003 implements MigrationInterface {
  readonly name = 'LogisticsDocuments1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shipment_transports (
        id text primary key references shipments (id),
        version int not null,
        parties text[] not null,
        number text not null,
        milestones jsonb not null,
        late_arrival jsonb)`);
    await runner.query(`select platform.protect('shipment_transports')`);
    await runner.query('alter table shipments add column instructions int not null default 0');
    await runner.query(`create index shipments_forwarder on shipments (forwarder) where forwarder is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index shipments_forwarder');
    await runner.query('alter table shipments drop column instructions');
    await runner.query('drop table shipment_transports');
  }
}
