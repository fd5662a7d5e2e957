import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A plan that was paid in full ends, and what decides about the next order is found without what is over. */
export class Finance1764000000004 implements MigrationInterface {
  readonly name = 'Finance1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment_plans drop constraint payment_plans_status_check,
        add constraint payment_plans_status_check check (status in ('draft', 'active', 'settled', 'closed'))`);
    await runner.query('create index receipts_unapplied on receipts (payee, payer) where unapplied > 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index receipts_unapplied');
    await runner.query(`update payment_plans set status = 'active' where status = 'settled'`);
    await runner.query(`
      alter table payment_plans drop constraint payment_plans_status_check,
        add constraint payment_plans_status_check check (status in ('draft', 'active', 'closed'))`);
  }
}
