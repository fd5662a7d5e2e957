import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gateway1764000000102 implements MigrationInterface {
  readonly name = 'Gateway1764000000102';

  async up(runner: QueryRunner): Promise<void> {
    // A file may hold several interchanges: each of their numbers is taken.
    await runner.query(`alter table interchanges add column controls text[] not null default '{}'`);
    await runner.query('alter table interchanges no force row level security');
    await runner.query(`
      update interchanges set controls = array[control]
       where direction = 'in' and control is not null and status in ('processed', 'processed-with-errors')`);
    await runner.query('alter table interchanges force row level security');
    await runner.query('drop index interchanges_control');
    await runner.query('create index interchanges_controls on interchanges using gin (controls)');
    // Which document of which file an event speaks of, so that it can be told from others of the same trace.
    await runner.query('alter table timeline add column document text');
    await runner.query('create index timeline_document on timeline (document) where document is not null');
    await runner.query('create index idempotent_requests_received on idempotent_requests (organisation, received_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index idempotent_requests_received');
    await runner.query('alter table timeline drop column document');
    await runner.query('alter table interchanges drop column controls');
    await runner.query('create index interchanges_control on interchanges (partner, direction, control)');
  }
}
