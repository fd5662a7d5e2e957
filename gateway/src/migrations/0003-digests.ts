import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gateway1764000000103 implements MigrationInterface {
  readonly name = 'Gateway1764000000103';

  async up(runner: QueryRunner): Promise<void> {
    // What the gateway itself made of the event that it heard: both sides see it, and the trail's verifier compares it.
    await runner.query('alter table timeline add column digest text');
    await runner.query('create policy auditor_reads on timeline for select to tradeloom_auditor using (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy auditor_reads on timeline');
    await runner.query('alter table timeline drop column digest');
  }
}
