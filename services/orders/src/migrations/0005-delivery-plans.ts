import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers plan, by the number of their plan, as they last sent it. */
export class DeliveryPlans1764000000205 implements MigrationInterface {
  readonly name = 'DeliveryPlans1764000000205';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table delivery_plans (
        id              text primary key,
        version         int not null,
        parties         text[] not null check (cardinality(parties) > 0),
        customer        text not null,
        trader          text not null,
        kind            text not null check (kind in ('forecast', 'call')),
        schedule_number text not null,
        release         text not null,
        purpose         text not null,
        issue_date      text not null,
        basis           text not null,
        horizon_start   text not null,
        horizon_end     text not null,
        items           jsonb not null,
        content         text not null)`);
    await runner.query(`select platform.protect('delivery_plans')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery_plans');
  }
}
