import type { MigrationInterface, QueryRunner } from 'typeorm';

const reference = `
  -- Public register data of legal entities: names, addresses, codes. No parties: everybody's documents quote it.
  create table organisations (
    id text primary key,
    name_en text not null,
    name_zh text not null,
    address_en text not null,
    address_zh text not null,
    country char(2) not null,
    uscc text not null default '',
    customs_code text not null default ''
  );
  -- Item master data. No parties: no door answers it, documents between an order's own parties quote it.
  create table items (
    id text primary key,
    name_en text not null,
    name_zh text not null,
    hs_code text not null check (hs_code ~ '^[0-9]{10}$'),
    hs_valid_from date not null,
    declared_elements text not null,
    origin_country char(2) not null,
    declared_unit_zh text not null,
    statutory_units jsonb not null,
    source_district text not null,
    packing jsonb not null,
    buyer_items jsonb not null
  );
  create sequence shipment_numbers;`;

const orders = `
  create table orders (
    id text primary key,
    version int not null,
    parties text[] not null,
    number text not null,
    customer_order text not null,
    customer text not null,
    trader text not null,
    factory text not null,
    destination_country text not null,
    confirmed_on date not null,
    order_version int not null,
    lines jsonb not null
  );
  create table export_terms (
    id text primary key,
    version int not null,
    parties text[] not null,
    order_version int not null,
    currency text not null,
    trade_term jsonb not null,
    payment_terms jsonb not null,
    prices jsonb not null
  );
  create table lots (
    id text primary key,
    version int not null,
    parties text[] not null,
    order_id text not null,
    line_id text not null,
    schedule_id text not null,
    item text not null,
    quantity jsonb not null,
    released_on date not null
  );
  create index lots_order on lots (order_id);`;

const shipments = `
  create table shipments (
    id text primary key,
    version int not null,
    parties text[] not null,
    number text not null unique,
    status text not null,
    order_ids text[] not null,
    customer text not null,
    trader text not null,
    factory text not null,
    forwarder text,
    mode text not null,
    destination_country text not null,
    instruction jsonb not null,
    lines jsonb not null,
    packing jsonb,
    booking jsonb,
    containers jsonb not null,
    set_versions int not null,
    draft jsonb,
    approved jsonb,
    on_board_on date,
    copy_sent_on date,
    originals jsonb,
    release jsonb,
    paid_orders text[] not null
  );
  create index shipments_orders on shipments using gin (order_ids);
  -- One bill of lading number is one shipment's.
  create unique index shipments_bill on shipments ((draft->>'number')) where on_board_on is not null;`;

const documents = `
  create table document_sets (
    id text primary key,
    version int not null,
    parties text[] not null,
    shipment_id text not null references shipments (id),
    shipment_number text not null,
    order_ids text[] not null,
    factory text not null,
    customer text not null,
    set_version int not null,
    status text not null,
    maker text not null,
    made_at text not null,
    content jsonb not null,
    findings jsonb not null,
    draft_revision int not null,
    reviews jsonb not null,
    unique (shipment_id, set_version)
  );
  create table documents (
    id text primary key,
    version int not null,
    parties text[] not null,
    document_set_id text not null references document_sets (id),
    shipment_id text not null references shipments (id),
    set_version int not null,
    kind text not null,
    number text not null,
    sha256 char(64) not null,
    bytes int not null,
    tenant text not null,
    unique (document_set_id, kind)
  );
  create index documents_shipment on documents (shipment_id);`;

const protectedTables = ['orders', 'export_terms', 'lots', 'shipments', 'document_sets', 'documents'];

export class LogisticsDocuments1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [reference, orders, shipments, documents]) await runner.query(sql);
    for (const table of protectedTables) await runner.query(`select platform.protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table documents, document_sets, shipments, lots, export_terms, orders, items, organisations;
      drop sequence shipment_numbers`);
  }
}
