import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A payment says where it went; those made before this was asked for went where their bank was told. */
export class Finance1764000000003 implements MigrationInterface {
  readonly name = 'Finance1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table supplier_payments add column paid_to jsonb');
    await runner.query('alter table supplier_payments add check (paid_to is not null) not valid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table supplier_payments drop column paid_to');
  }
}
