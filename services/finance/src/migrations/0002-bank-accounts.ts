import type { MigrationInterface, QueryRunner } from 'typeorm';

const noun = 'id text primary key, version int not null, parties text[] not null check (cardinality(parties) > 0)';

/** Where money goes, and the history of who agreed that it goes there. */
export class Finance1764000000002 implements MigrationInterface {
  readonly name = 'Finance1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bank_accounts (${noun},
        organisation text not null,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        details jsonb,
        change_id text,
        unique (organisation, currency))`);
    // The database, too, lets nobody approve his own.
    await runner.query(`
      create table bank_account_changes (${noun},
        organisation text not null,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        details jsonb not null,
        shared_with jsonb not null,
        reason text not null,
        replaces text,
        status text not null check (status in ('proposed', 'approved', 'rejected')),
        proposed_by text not null,
        proposed_at text not null,
        decided_by text,
        decided_at text,
        decided_because text,
        check ((status = 'proposed') = (decided_by is null)),
        check (status <> 'approved' or decided_by <> proposed_by))`);
    await runner.query(`
      create unique index bank_account_changes_open on bank_account_changes (organisation, currency)
        where status = 'proposed'`);
    for (const table of ['bank_accounts', 'bank_account_changes']) {
      await runner.query(`select platform.protect('${table}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bank_account_changes');
    await runner.query('drop table bank_accounts');
  }
}
