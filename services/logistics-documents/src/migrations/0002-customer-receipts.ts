import type { MigrationInterface, QueryRunner } from 'typeorm';

const noun = 'id text primary key, version int not null, parties text[] not null';

/** What customers say they received, and documents of partners that could not be acted on. */
export class LogisticsDocuments1764000000002 implements MigrationInterface {
  readonly name = 'LogisticsDocuments1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table customer_receipts (${noun},
        number text not null,
        customer text not null,
        trader text not null,
        goods jsonb not null,
        reports jsonb not null,
        foreign key (id) references shipments (id));
      create table document_refusals (${noun},
        partner text not null,
        receiver text not null,
        document_number text not null,
        findings jsonb not null)`);
    for (const table of ['customer_receipts', 'document_refusals'])
      await runner.query(`select platform.protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table document_refusals, customer_receipts');
  }
}
