import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service waits for, and until when. */
export class Deadlines1764000000100 implements MigrationInterface {
  readonly name = 'Deadlines1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table deadlines (
        noun         text not null,
        aggregate_id text not null,
        name         text not null,
        part         text not null,
        due_on       date,
        due_at       timestamptz,
        parties      text[] not null check (cardinality(parties) > 0),
        traceparent  text,
        attempts     int not null default 0,
        retry_at     timestamptz,
        failure      text,
        primary key (noun, aggregate_id, name, part),
        check (num_nonnulls(due_on, due_at) = 1)
      )`);
    await runner.query('create index deadlines_due_on on deadlines (due_on) where due_on is not null');
    await runner.query('create index deadlines_due_at on deadlines (due_at) where due_at is not null');
    await runner.query(`create index deadlines_failing on deadlines (attempts) where failure is not null`);
    await runner.query(`select platform.protect('deadlines')`);
    // Who looks for what is due reads the deadlines of everybody, and nothing else; the effect is their parties' own.
    await runner.query(`
      do $$ begin
        execute format('create policy relay_reads on deadlines for select to %I using (true)', current_schema() || '_relay');
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table deadlines');
  }
}
