import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files are found by every number that stands in them, and by whose word they count as acknowledged. */
export class Gateway1764000000111 implements MigrationInterface {
  readonly name = 'Gateway1764000000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table interchanges add column acknowledged_by text, add column reference text`);
    await runner.query(`
      create function interchange_keys(own text[], controls text[], messages jsonb, feed_rows jsonb)
      returns text[] language sql immutable as $$
        select array(
          select distinct lower(key) from (
            select unnest(own || controls) as key
            union all select found #>> '{}' from jsonb_path_query(messages, '$[*].control') found
            union all select found #>> '{}' from jsonb_path_query(messages, '$[*].groupControl') found
            union all select found #>> '{}' from jsonb_path_query(messages || feed_rows, '$[*].orderId') found
            union all select found #>> '{}' from jsonb_path_query(messages || feed_rows, '$[*].numbers[*]') found
          ) keys where key <> '')
      $$`);
    await runner.query(`
      alter table interchanges add column found_by text[] generated always as (interchange_keys(
        array[id, control, group_control, order_id, order_number, file_name, trace_id, reference],
        controls, messages, "rows")) stored`);
    await runner.query('alter table timeline add column interchange text');
    await runner.query('create index timeline_interchange on timeline (interchange) where interchange is not null');
    await runner.query('create index interchanges_found_by on interchanges using gin (found_by)');
    await runner.query('create index interchanges_trace on interchanges (trace_id) where trace_id is not null');
    await runner.query(
      'create index interchanges_acknowledges on interchanges (acknowledges) where acknowledges is not null',
    );
    await runner.query(
      `create index interchanges_to_reconcile on interchanges (received_at) where direction = 'out' and acknowledges is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table timeline drop column interchange');
    await runner.query('drop index interchanges_to_reconcile');
    await runner.query('drop index interchanges_acknowledges');
    await runner.query('drop index interchanges_trace');
    await runner.query('alter table interchanges drop column found_by');
    await runner.query('drop function interchange_keys');
    await runner.query('alter table interchanges drop column reference, drop column acknowledged_by');
  }
}
