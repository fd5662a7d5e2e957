import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail and outbox, and the inbox, that every service has. */
export class Events1764000000000 implements MigrationInterface {
  readonly name = 'Events1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table events (
        id            uuid primary key,
        position      bigserial not null unique,
        aggregate     text not null,
        aggregate_id  text not null,
        version       int not null,
        order_id      text,
        type          text not null,
        payload       bytea not null,
        parties       text[] not null check (cardinality(parties) > 0),
        actor         jsonb not null,
        business_date date not null,
        occurred_at   timestamptz not null default now(),
        traceparent   text,
        caused_by     uuid,
        published_at  timestamptz,
        unique (aggregate, aggregate_id, version)
      )`);
    await runner.query('create index events_unpublished on events (position) where published_at is null');
    await runner.query('create index events_by_order on events (order_id, position) where order_id is not null');
    await runner.query('alter table events enable row level security');
    await runner.query('alter table events force row level security');
    await runner.query(`create policy party_reads on events for select
      using (parties && (select platform.current_organisations()))`);
    // Who hears of an event is the service's decision: a factory's approval is answered to the customer.
    await runner.query('create policy service_announces on events for insert with check (true)');
    await runner.query('create index events_parties on events using gin (parties)');
    // The relay carries every event to Kafka, whoever is party to it; it can read, and mark as published, only.
    await runner.query(`
      do $$ begin
        execute format('create policy relay_reads on events for select to %I using (true)', current_schema() || '_relay');
        execute format('create policy relay_marks on events for update to %I using (true)', current_schema() || '_relay');
      end $$`);
    // What Debezium's outbox event router expects, for those who run it instead of the built-in relay.
    await runner.query(`
      create view outbox with (security_invoker = true) as
        select id, aggregate as aggregatetype, coalesce(order_id, aggregate_id) as aggregateid, type, payload from events`);
    await runner.query(`
      create table inbox (
        event_id uuid not null,
        reaction text not null,
        seen_at  timestamptz not null default now(),
        primary key (event_id, reaction)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view outbox; drop table inbox; drop table events');
  }
}
