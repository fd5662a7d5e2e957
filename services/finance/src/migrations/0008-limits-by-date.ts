import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits that were set before their first and last days were waited for. On a new database there are none, nor deadlines. */
export const waitForKnownLimits = `
  do $$ begin
    if to_regclass('deadlines') is not null then
      insert into deadlines (noun, aggregate_id, name, part, due_on, parties)
      select distinct 'credit-limit', id, 'turn', turn::text, turn, parties
        from credit_limits, jsonb_array_elements(versions) as listed (one),
             lateral (values ((one ->> 'validFrom')::date), ((one ->> 'validTo')::date + 1),
                             ((one ->> 'probableLossSince')::date)) as day (turn)
       where turn > current_date
          on conflict do nothing;
    end if;
  end $$`;

/** read and written on behalf of all their parties */
const tables = ['credit_limits', 'deadlines'];

/** A credit limit that begins, ends or is endangered on a later day is waited for. */
export class Finance1764000000008 implements MigrationInterface {
  readonly name = 'Finance1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table if exists ${table} no force row level security`);
    await runner.query(waitForKnownLimits);
    for (const table of tables) await runner.query(`alter table if exists ${table} force row level security`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if to_regclass('deadlines') is not null then
          delete from deadlines where noun = 'credit-limit';
        end if;
      end $$`);
  }
}
