import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work and warnings say which line of the order they are about. Rows from before say it by their subject alone. */
export class WorkInWords1764000000102 implements MigrationInterface {
  readonly name = 'WorkInWords1764000000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table progress add column customer_line text not null default ''`);
    await runner.query('alter table early_warnings add column work jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table progress drop column customer_line');
    await runner.query('alter table early_warnings drop column work');
  }
}
