import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables: Readonly<Record<string, string>> = {
  // Every version of every partner's map, one row each; what was in force once stays as it was.
  partner_maps: `
    id           text primary key,
    version      int not null,
    parties      text[] not null check (cardinality(parties) > 0),
    partner      text not null references partners,
    message      text not null,
    release      text not null,
    number       int not null,
    status       text not null,
    rules        jsonb not null,
    trial        jsonb,
    changed_by   text not null,
    changed_at   timestamptz not null,
    activated_by text,
    activated_at timestamptz,
    retired_at   timestamptz,
    unique (partner, message, release, number)`,
  // What a partner said in an order and wants back in what answers it; line '' is the whole order.
  kept_references: `
    partner      text not null references partners,
    parties      text[] not null check (cardinality(parties) > 0),
    order_number text not null,
    line         text not null,
    name         text not null,
    value        text not null,
    primary key (partner, order_number, line, name)`,
};

/** What partners say otherwise than the standard, and by which version of that each file was read or made. */
export class Gateway1764000000114 implements MigrationInterface {
  readonly name = 'Gateway1764000000114';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`create table ${table} (${columns})`);
      await runner.query(`select platform.protect('${table}')`);
    }
    for (const [name, statuses] of [
      ['open', "('draft', 'tried')"],
      ['active', "('active')"],
    ])
      await runner.query(
        `create unique index partner_maps_${name} on partner_maps (partner, message, release) where status in ${statuses}`,
      );
    await runner.query(`alter table interchanges add column maps jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table interchanges drop column maps');
    for (const table of Object.keys(tables).reverse()) await runner.query(`drop table ${table}`);
  }
}
