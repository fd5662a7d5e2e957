import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document can be refused for several reasons; the first stays where it was. */
export class SeveralFindings1764000000204 implements MigrationInterface {
  readonly name = 'SeveralFindings1764000000204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table document_refusals add column further_findings jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table document_refusals drop column further_findings');
  }
}
