import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Order per aggregate, and the events that could not be applied when they came. */
export class HeldEvents1764000000010 implements MigrationInterface {
  readonly name = 'HeldEvents1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    // Every event of a subscribed topic counts, also one that is ignored: a gap is a gap in what was said.
    await runner.query(`
      create table event_positions (
        source       text not null,
        aggregate    text not null,
        aggregate_id text not null,
        version      int not null,
        had_early    boolean not null default false,
        primary key (source, aggregate, aggregate_id)
      )`);
    // Whatever came, as it came; the runtime reads it across parties, doors ask for the caller's own.
    await runner.query(`
      create table held_events (
        seq           bigserial primary key,
        event_id      text not null unique,
        topic         text not null,
        key           text not null,
        type          text not null,
        source        text not null,
        aggregate     text not null,
        aggregate_id  text not null,
        version       int not null,
        order_id      text,
        parties       text[] not null,
        actor         text not null,
        business_date text not null,
        occurred_at   timestamptz not null,
        traceparent   text,
        payload       bytea not null,
        state         text not null check (state in ('parked', 'waiting', 'failed', 'unknown')),
        tries         int not null default 0,
        next_try_at   timestamptz,
        reaction      text,
        error         text,
        stack         text,
        since         timestamptz not null default now(),
        alarmed       boolean not null default false
      )`);
    await runner.query('create index held_events_lane on held_events (topic, key, seq)');
    await runner.query('create index held_events_version on held_events (source, aggregate, aggregate_id, version)');
    await runner.query(`create index held_events_waiting on held_events (key) where state = 'waiting'`);
    await runner.query(`
      create table event_settlements (
        position       bigserial primary key,
        event_id       text not null,
        type           text not null,
        order_id       text,
        parties        text[] not null,
        settled_at     timestamptz not null default now(),
        settled_by     jsonb not null,
        reason         text not null,
        held_error     text,
        payload        bytea not null,
        edited_payload bytea,
        outcome        text not null check (outcome in ('applied', 'discarded', 'failed')),
        error          text
      )`);
    await runner.query('create index event_settlements_event on event_settlements (event_id)');
    // What a person did to a held event, and why, is never changed: there is no policy for it.
    await runner.query('alter table event_settlements enable row level security');
    await runner.query('alter table event_settlements force row level security');
    await runner.query(`create policy party_reads on event_settlements for select
      using (parties && (select platform.current_organisations()))`);
    await runner.query('create policy settlement_is_recorded on event_settlements for insert with check (true)');
    await runner.query('create index inbox_by_age on inbox using brin (seen_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index inbox_by_age; drop table event_settlements, held_events, event_positions');
  }
}
