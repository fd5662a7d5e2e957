import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gateway1764000000101 implements MigrationInterface {
  readonly name = 'Gateway1764000000101';

  async up(runner: QueryRunner): Promise<void> {
    // Names of companies, for texts. Public within the platform: no parties.
    await runner.query(`
      create table organisations (
        id      text primary key,
        kind    text not null,
        name_en text not null,
        name_zh text not null,
        country text not null
      )`);
    // Keys are looked up before anybody is known: no parties. Only hashes are kept.
    await runner.query(`
      create table api_keys (
        key_hash          text primary key,
        organisation      text not null,
        organisation_kind text not null,
        login             text,
        role              text,
        partner           text,
        password_hash     text,
        created_at        timestamptz not null default now(),
        revoked_at        timestamptz
      )`);
    await runner.query('create unique index api_keys_login on api_keys (login) where login is not null');
    await runner.query(`
      create table partners (
        id       text primary key,
        version  int not null default 0,
        parties  text[] not null,
        organisation text not null,
        counterparty text not null,
        format   text not null check (format in ('x12', 'sheet')),
        qualifier text,
        identity text,
        group_identity text,
        our_qualifier text,
        our_identity text,
        our_group_identity text,
        x12_version text,
        test     boolean not null default false,
        sends    text[] not null
      )`);
    await runner.query(`select platform.protect('partners')`);
    await runner.query(
      'create unique index partners_identity on partners (qualifier, identity, our_qualifier, our_identity)',
    );
    await runner.query(`
      create table interchanges (
        id            text primary key,
        version       int not null,
        parties       text[] not null,
        direction     text not null check (direction in ('in', 'out')),
        partner       text not null,
        status        text not null,
        format        text not null,
        charset       text,
        control       text,
        group_control text,
        message_type  text,
        file_name     text,
        content_type  text not null,
        content_hash  text not null,
        received_at   timestamptz not null,
        errors        jsonb not null,
        messages      jsonb not null,
        "rows"        jsonb not null,
        acknowledgements text[] not null,
        acknowledges  text,
        order_id      text,
        order_number  text,
        trace_id      text,
        traceparent   text,
        by            jsonb not null
      )`);
    await runner.query(`select platform.protect('interchanges')`);
    await runner.query(
      `create index interchanges_waiting on interchanges (partner, received_at) where status = 'received'`,
    );
    await runner.query('create index interchanges_control on interchanges (partner, direction, control)');
    await runner.query('create index interchanges_hash on interchanges (partner, direction, content_hash)');
    await runner.query('create index interchanges_order on interchanges (order_id) where order_id is not null');
    // The bytes as they came or went, never changed: kept apart, so that lists stay light.
    await runner.query(`
      create table interchange_contents (
        interchange_id text primary key references interchanges (id),
        parties        text[] not null,
        content        bytea not null
      )`);
    await runner.query(`select platform.protect('interchange_contents')`);
    await runner.query(`
      create function refuse_content_update() returns trigger language plpgsql as $$
      begin
        raise exception 'the content of an interchange is immutable';
      end $$`);
    await runner.query(`
      create trigger interchange_contents_immutable before update or delete on interchange_contents
        for each row execute function refuse_content_update()`);
    // Gap-free numbers per partner and level, drawn under the row's lock.
    await runner.query(`
      create table control_numbers (
        partner text not null,
        level   text not null check (level in ('interchange', 'group')),
        last    bigint not null,
        parties text[] not null,
        primary key (partner, level)
      )`);
    await runner.query(`select platform.protect('control_numbers')`);
    await runner.query(`
      create table timeline (
        event_id      uuid primary key,
        order_id      text,
        occurred_at   timestamptz not null,
        business_date date not null,
        service       text not null,
        type          text not null,
        actor         jsonb not null,
        text_en       text not null,
        text_zh       text not null,
        trace_id      text,
        parties       text[] not null
      )`);
    await runner.query(`select platform.protect('timeline')`);
    await runner.query('create index timeline_order on timeline (order_id, occurred_at)');
    await runner.query('create index timeline_trace on timeline (trace_id)');
    await runner.query(`
      create table idempotent_requests (
        organisation text not null,
        key          text not null,
        request_hash text not null,
        parties      text[] not null,
        status       int,
        content_type text,
        body         bytea,
        received_at  timestamptz not null default now(),
        primary key (organisation, key)
      )`);
    await runner.query(`select platform.protect('idempotent_requests')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'idempotent_requests',
      'timeline',
      'control_numbers',
      'interchange_contents',
      'interchanges',
      'partners',
      'api_keys',
      'organisations',
    ]) {
      await runner.query(`drop table ${table}`);
    }
    await runner.query('drop function refuse_content_update');
  }
}
