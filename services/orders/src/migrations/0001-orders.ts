import type { MigrationInterface, QueryRunner } from 'typeorm';

const noun = 'id text primary key, version int not null, parties text[] not null check (cardinality(parties) > 0)';

/** Orders, their contracts, what they are held against, and every change of them. */
export class Orders1764000000001 implements MigrationInterface {
  readonly name = 'Orders1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create sequence order_numbers');
    await runner.query('create sequence quotation_numbers');
    for (const [table, columns] of Object.entries(tables)) {
      await runner.query(`create table ${table} (${noun}, ${columns})`);
      await runner.query(`select platform.protect('${table}')`);
    }
    await runner.query('create index orders_of_a_day on orders (trader, customer, received_on)');
    await runner.query('create index order_legs_by_order on order_legs (order_id)');
    await runner.query('create index order_audits_by_order on order_audits (order_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables).toReversed()) await runner.query(`drop table ${table}`);
    await runner.query('drop sequence order_numbers, quotation_numbers');
  }
}

const tables: Readonly<Record<string, string>> = {
  items: `
    trader                 text not null,
    factory                text not null,
    item                   text not null,
    name                   jsonb not null,
    declared_name          jsonb not null,
    declared_unit          text not null,
    hs                     jsonb not null,
    unit                   text not null,
    conversions            jsonb not null default '[]',
    over_delivery_percent  numeric not null default 0,
    under_delivery_percent numeric not null default 0,
    packing                jsonb not null,
    quality                jsonb,
    certificates           jsonb not null default '[]',
    unique (trader, item)`,
  item_references: `
    trader     text not null,
    customer   text not null,
    buyer_item text not null,
    item       text not null,
    valid_from date not null,
    unique (trader, customer, buyer_item, valid_from)`,
  price_lists: `
    kind                  text not null check (kind in ('export', 'purchase')),
    seller                text not null,
    buyer                 text not null,
    currency              text not null,
    base_pair             text,
    base_rate             numeric check (base_rate > 0),
    valid_from            date not null,
    valid_to              date,
    tax_percent           numeric,
    export_refund_percent numeric,
    trade_term            jsonb not null,
    payment_terms         jsonb not null,
    charges               jsonb not null,
    prices                jsonb not null,
    unique (kind, seller, buyer, valid_from)`,
  customer_standings: `
    trader   text not null,
    customer text not null,
    standing text not null check (standing in ('new', 'regular', 'core')),
    unique (trader, customer)`,
  exchange_rates: `
    organisation text not null,
    pair         text not null,
    kind         text not null check (kind in ('spot', 'forward', 'customs')),
    date         date not null,
    rate         numeric not null check (rate > 0),
    source       text not null,
    unique (organisation, pair, kind, date)`,
  orders: `
    number              text not null unique,
    customer            text not null,
    trader              text not null,
    factory             text not null,
    customer_order      text not null,
    order_date          date not null,
    received_on         date not null,
    destination_country text not null,
    status              text not null,
    order_version       int not null check (order_version > 0),
    lines               jsonb not null,
    authority           text,
    approved_by         text,
    open_confirmations  jsonb not null,
    confirmations       jsonb not null,
    credit              text not null,
    source              jsonb,
    changes_taken       jsonb not null,
    content             text not null,
    unique (trader, customer, customer_order)`,
  order_legs: `
    order_id              text not null references orders,
    kind                  text not null check (kind in ('export', 'purchase')),
    seller                text not null,
    buyer                 text not null,
    currency              text not null,
    tax_percent           numeric,
    export_refund_percent numeric,
    trade_term            jsonb not null,
    payment_terms         jsonb not null,
    payment_words         text not null,
    charges               jsonb not null,
    prices                jsonb not null,
    total                 numeric not null,
    price_list            text not null,
    agreed_on             date not null,
    unique (order_id, kind)`,
  order_audits: `
    order_id text not null references orders,
    audience text not null check (audience in ('trader', 'owners')),
    findings jsonb not null,
    unique (order_id, audience)`,
  change_requests: `
    order_id       text not null references orders,
    customer       text not null,
    trader         text not null,
    factory        text not null,
    number         text not null,
    base_version   int not null,
    status         text not null,
    proposed_by    jsonb not null,
    reason         text not null,
    schedules      jsonb not null,
    approvals      jsonb not null,
    counters       text,
    closed_because text,
    source         jsonb,
    unique (order_id, number)`,
  document_refusals: `
    partner         text not null,
    receiver        text not null,
    document_number text not null,
    source          jsonb,
    finding         jsonb not null`,
  quotations: `
    number       text not null unique,
    trader       text not null,
    customer     text not null,
    factory      text not null,
    currency     text not null,
    lines        jsonb not null,
    total        numeric not null,
    quoted_at    timestamptz not null,
    expires_at   timestamptz not null,
    data_as_of   text not null`,
};
