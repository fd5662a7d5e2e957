import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies on a subscribed topic and is no event that can be read. */
export class UnreadableRecords1764000000020 implements MigrationInterface {
  readonly name = 'UnreadableRecords1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table unreadable_records (
        id           bigserial primary key,
        topic        text not null,
        partition    int not null,
        "offset"     bigint not null,
        key          bytea,
        headers      jsonb not null,
        value        bytea,
        reason       text not null,
        since        timestamptz not null default now(),
        discarded_at timestamptz,
        discarded_by jsonb,
        because      text
      )`);
    // The bytes too: a topic that was made anew counts from nought again.
    await runner.query(`create unique index unreadable_records_place on unreadable_records
      (topic, partition, "offset", sha256(coalesce(value, '')))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table unreadable_records');
  }
}
