import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table delivery_records (
     id text primary key, version int not null, parties text[] not null,
     order_id text not null, number text not null, supplier text not null, factory text not null,
     placed_on date not null, acknowledged_on date,
     lines jsonb not null, lots jsonb not null, warnings jsonb not null, pending_change jsonb,
     receipt_ids text[] not null, periods text[] not null)`,
  `create table scorecards (
     id text primary key, version int not null, parties text[] not null,
     supplier text not null, factory text not null, period text not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
     as_of date not null, sub_scores jsonb not null,
     score numeric check (score between 0 and 100), band text, asks_rectification boolean not null,
     warnings jsonb not null,
     unique (supplier, factory, period))`,
  `create table rectifications (
     id text primary key, version int not null, parties text[] not null,
     supplier text not null, factory text not null, period text not null, order_id text not null,
     status text not null check (status in ('open', 'answered', 'closed')), reason text not null,
     opened_on date not null, answer_due date not null, answers jsonb not null,
     unique (supplier, factory, period))`,
  `create table scoring_policies (
     id text primary key, version int not null, parties text[] not null,
     factory text not null unique, weights jsonb not null, bands jsonb not null, tolerance jsonb not null,
     delivery jsonb not null, response_minutes int not null, answer_working_days int not null,
     calendar jsonb not null)`,
];

const indexes = [
  'create index on delivery_records (supplier, factory)',
  'create index on delivery_records using gin (periods)',
  'create index on delivery_records using gin (receipt_ids)',
];

const names = ['delivery_records', 'scorecards', 'rectifications', 'scoring_policies'];

export class SupplierPerformance1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables, ...indexes]) await runner.query(sql);
    for (const name of names) await runner.query(`select platform.protect('${name}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of names) await runner.query(`drop table ${name}`);
  }
}
