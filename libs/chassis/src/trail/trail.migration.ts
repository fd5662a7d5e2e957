import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seals on a service's events, and the signed anchors. The service itself has no right to either. */
export class Trail1764000000050 implements MigrationInterface {
  readonly name = 'Trail1764000000050';

  async up(runner: QueryRunner): Promise<void> {
    // As precise as it travels, so that who has the event from Kafka comes to the same digest.
    await runner.query('alter table events alter column occurred_at type timestamptz(3)');
    // No foreign key: it would lock the event's row at every seal. What it would refuse, the verifier finds.
    await runner.query(`
      create table seals (
        number   bigint primary key,
        chain    text not null,
        link     int not null,
        event_id uuid not null unique,
        hash     bytea not null check (octet_length(hash) = 32),
        unique (chain, link)
      )`);
    await runner.query(`
      create table anchors (
        day     date primary key,
        through bigint not null unique,
        name    text not null,
        content text not null
      )`);
    // Who checks the history sees all of it, and nothing else.
    await runner.query('create policy auditor_reads on events for select to tradeloom_auditor using (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy auditor_reads on events; drop table anchors; drop table seals');
    await runner.query('alter table events alter column occurred_at type timestamptz');
  }
}
