import type { MigrationInterface, QueryRunner } from 'typeorm';

const part = 'part text, currency text, months int, days int';

const statements = [
  // What a plan counts for, beside the plan: the database finds and adds up by it.
  `alter table payment_plans
     add column owing jsonb,
     add column would_add numeric,
     add column oldest_due date,
     add column owed_from date,
     add column counted boolean not null default false`,
  'create index payment_plans_uncounted on payment_plans (trader, customer) where not counted',
  `create index payment_plans_due on payment_plans (trader, customer, oldest_due, id collate "C")
     include (currency, owed_from) where oldest_due is not null`,
  `create index payment_plans_held on payment_plans (trader, customer, currency, would_add)
     where status = 'draft' and cover = 'hold'`,
  // An earlier release knows nothing of these columns: what it writes is reckoned anew before the next decision.
  `create function plan_written() returns trigger language plpgsql as $$
   begin
     new.counted := false;
     return new;
   end $$`,
  `create function plan_reckoned() returns trigger language plpgsql as $$
   begin
     new.counted := new.owing is not null;
     return new;
   end $$`,
  `create trigger plan_1_written before update on payment_plans for each row execute function plan_written()`,
  `create trigger plan_2_reckoned before insert or update of owing on payment_plans
     for each row execute function plan_reckoned()`,
  `create table exposures (
     trader text not null,
     customer text not null,
     part text not null check (part in ('receivable', 'unshipped', 'retention')),
     currency text not null,
     months int not null,
     days int not null,
     amount numeric not null,
     parties text[] not null check (parties = array[trader]),
     primary key (trader, customer, part, currency, months, days))`,
  `select platform.protect('exposures')`,
  // The sum follows every plan in the same transaction, so that nobody has to read all plans to know it.
  `create function exposure_follows() returns trigger language plpgsql set search_path from current as $$
   begin
     if tg_op = 'UPDATE' and new.owing is not distinct from old.owing then
       return null;
     end if;
     insert into exposures as kept (trader, customer, parties, part, currency, months, days, amount)
     select new.trader, new.customer, array[new.trader], part, currency, months, days, sum(amount)
       from (select * from jsonb_to_recordset(new.owing) as now (${part}, amount numeric)
             union all
             select part, currency, months, days, -amount
               from jsonb_to_recordset(case when tg_op = 'UPDATE' then old.owing end) as before (${part}, amount numeric)
            ) as moved
      group by part, currency, months, days having sum(amount) <> 0
         on conflict (trader, customer, part, currency, months, days)
            do update set amount = kept.amount + excluded.amount;
     return null;
   end $$`,
  `create trigger plan_3_exposure after insert or update on payment_plans
     for each row execute function exposure_follows()`,
];

/** What a customer owes is kept as a sum that follows each of his plans: a decision about cover reads it, not the plans. */
export class Finance1764000000006 implements MigrationInterface {
  readonly name = 'Finance1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger plan_3_exposure on payment_plans');
    await runner.query('drop trigger plan_2_reckoned on payment_plans');
    await runner.query('drop trigger plan_1_written on payment_plans');
    await runner.query('drop function exposure_follows(), plan_reckoned(), plan_written()');
    await runner.query('drop table exposures');
    await runner.query(`
      alter table payment_plans drop column owing, drop column would_add, drop column oldest_due,
        drop column owed_from, drop column counted`);
  }
}
