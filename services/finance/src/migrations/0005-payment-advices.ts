import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that customers advise, and the order numbers by which they name an advance. */
export class Finance1764000000005 implements MigrationInterface {
  readonly name = 'Finance1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table payment_plans add column order_numbers text[] not null default '{}'`);
    await runner.query(`
      create table payment_advices (
        id text primary key,
        version int not null,
        parties text[] not null,
        payee text not null,
        payer text not null,
        number text not null,
        status text not null check (status in ('expected', 'received', 'refused')),
        payment_date date not null,
        money jsonb not null,
        items jsonb not null,
        revision int not null,
        earlier jsonb not null,
        findings jsonb not null,
        receipt_id text references receipts (id))`);
    // A refused advice may come again under its number; one that stands may not.
    await runner.query(
      `create unique index payment_advices_once on payment_advices (payee, payer, number) where status <> 'refused'`,
    );
    await runner.query(`select platform.protect('payment_advices')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table payment_advices');
    await runner.query('alter table payment_plans drop column order_numbers');
  }
}
