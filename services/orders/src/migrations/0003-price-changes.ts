import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who proposed other prices, who agreed, and what they were before. */
export class Orders1764000000102 implements MigrationInterface {
  readonly name = 'Orders1764000000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table price_changes (
        id               text primary key,
        version          int not null,
        parties          text[] not null check (cardinality(parties) > 0),
        price_list       text not null references price_lists,
        seller           text not null,
        buyer            text not null,
        valid_from       date not null,
        prices           jsonb not null,
        prices_before    jsonb not null,
        base_rate        numeric check (base_rate > 0),
        reason           text not null,
        status           text not null check (status in ('proposed', 'approved', 'rejected')),
        proposed_by      jsonb not null,
        proposed_at      text not null,
        approvals        jsonb not null,
        rejected_by      jsonb,
        rejected_because text)`);
    await runner.query(`select platform.protect('price_changes')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table price_changes');
  }
}
