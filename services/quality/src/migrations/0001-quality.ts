import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table orders (
     id text primary key, version int not null, parties text[] not null,
     number text not null, customer text not null, trader text not null, factory text not null,
     order_version int not null, lines jsonb not null)`,
  `create table manuals (
     id text primary key, version int not null, parties text[] not null,
     item text not null, manual_version text not null, effective_from date not null,
     specification jsonb not null, hash text not null, signatures jsonb not null,
     unique (item, manual_version))`,
  `create table samples (
     id text primary key, version int not null, parties text[] not null,
     order_id text not null, item text not null,
     status text not null check (status in ('submitted', 'approved', 'rejected')),
     golden_sample text, rounds jsonb not null,
     check ((status = 'approved') = (golden_sample is not null)))`,
  `create table progress (
     id text primary key, version int not null, parties text[] not null,
     order_id text not null, line_id text not null, schedule_id text not null,
     finished numeric not null, finished_as_of text, packed numeric not null, packed_as_of text)`,
  `create table lots (
     id text primary key, version int not null, parties text[] not null,
     kind text not null check (kind in ('incoming', 'final')),
     order_id text not null, line_id text, schedule_id text, receipt_id text, line text, lot text,
     item text not null, maker text not null, receiver text not null,
     quantity numeric not null, unit text not null, cartons text, manual_version text,
     attempt int not null, verdict text not null check (verdict in ('waiting', 'presented', 'accepted', 'not-accepted')),
     disposition text check (disposition in ('rework', 'sort', 'concession', 'scrap', 'return')),
     history jsonb not null)`,
  `create table inspections (
     id text primary key, version int not null, parties text[] not null,
     kind text not null check (kind in ('incoming', 'in-process', 'dupro', 'final')),
     status text not null check (status in ('due', 'planned', 'concluded')),
     order_id text not null, line_id text, schedule_id text, receipt_id text, line text, lot text,
     item text not null, maker text not null, receiver text not null, house text,
     quantity numeric not null, unit text not null,
     lot_id text references lots (id), attempt int not null,
     manual_id text references manuals (id), manual_version text, standard jsonb, classes jsonb not null,
     isolated boolean not null, under_hold boolean not null, released_on date,
     verdict text check (verdict in ('accepted', 'not-accepted', 'findings', 'no-findings')),
     inspected int, defects jsonb not null, findings jsonb not null, accepted numeric, rejected numeric,
     due_on date, planned_on date, concluded_on date, concluded_by text,
     unique (lot_id, attempt))`,
  `create table regimes (
     id text primary key, version int not null, parties text[] not null,
     maker text not null, receiver text not null, item text not null,
     edition text not null check (edition in ('iso1999', '105e')), classes jsonb not null,
     unique (maker, receiver, item))`,
];

const indexes = [
  'create index on samples (order_id)',
  'create index on lots (order_id)',
  'create index on lots (receipt_id, line)',
  'create index on inspections (order_id, line_id, schedule_id)',
  'create index on inspections (receipt_id, line)',
  'create index on regimes (item)',
];

export class Quality1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables, ...indexes]) await runner.query(sql);
    for (const name of ['orders', 'manuals', 'samples', 'progress', 'lots', 'inspections', 'regimes']) {
      await runner.query(`select platform.protect('${name}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['inspections', 'lots', 'regimes', 'progress', 'samples', 'manuals', 'orders']) {
      await runner.query(`drop table ${name}`);
    }
  }
}
