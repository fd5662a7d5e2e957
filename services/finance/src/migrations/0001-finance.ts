import type { MigrationInterface, QueryRunner } from 'typeorm';

const noun = 'id text primary key, version int not null, parties text[] not null check (cardinality(parties) > 0)';

const protectedTables = [
  'payment_plans',
  'receipts',
  'charge_agreements',
  'credit_limits',
  'fx_agreements',
  'exchange_rates',
  'statements',
  'purchased_orders',
  'match_tolerances',
  'supplier_invoices',
  'supplier_payments',
  'journal_entries',
  'journal_lines',
];

/** Plans, receipts, limits, statements, invoices, payments, and the journal that all of them post to. */
export class Finance1764000000001 implements MigrationInterface {
  readonly name = 'Finance1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...customerTables, ...supplierTables, ...journalTables]) await runner.query(statement);
    for (const table of protectedTables) await runner.query(`select platform.protect('${table}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...protectedTables].reverse()) await runner.query(`drop table ${table}`);
    await runner.query('drop sequence remittance_numbers');
    await runner.query('drop function journal_entry_balances(), journal_stands()');
  }
}

const customerTables = [
  `create table payment_plans (${noun},
     customer text not null,
     trader text not null,
     currency text not null,
     total numeric not null check (total >= 0),
     status text not null check (status in ('draft', 'active', 'closed')),
     cover text not null check (cover in ('unchecked', 'ok', 'watch', 'hold')),
     confirmed_on date,
     terms jsonb not null,
     lines jsonb not null,
     shipments jsonb not null,
     stages jsonb not null)`,
  'create index payment_plans_customer on payment_plans (trader, customer, status)',
  `create table receipts (${noun},
     payee text not null,
     payer text not null,
     reference text not null,
     value_date date not null,
     currency text not null,
     money jsonb not null,
     charges jsonb not null,
     charges_borne_by text not null check (charges_borne_by in ('payee', 'payer')),
     allocations jsonb not null,
     unapplied numeric not null check (unapplied >= 0),
     unique (payee, payer, reference))`,
  `create table charge_agreements (${noun},
     payee text not null,
     payer text not null,
     borne_by text not null check (borne_by in ('payee', 'payer')),
     unique (payee, payer))`,
  `create table credit_limits (${noun},
     trader text not null,
     customer text not null,
     versions jsonb not null,
     unique (trader, customer))`,
  `create table fx_agreements (${noun},
     trader text not null,
     factory text not null,
     pair text not null,
     base numeric not null,
     low numeric not null,
     high numeric not null check (low <= base and base <= high),
     factory_share numeric not null check (factory_share between 0 and 100),
     form text not null check (form in ('excess', 'whole-move')),
     unique (trader, factory, pair))`,
  // Each organisation calculates with the rates that it set itself: another's neither show nor count.
  `create table exchange_rates (
     organisation text not null,
     parties text[] not null check (parties = array[organisation]),
     pair text not null,
     kind text not null,
     date date not null,
     rate numeric not null check (rate > 0),
     source text not null,
     primary key (organisation, pair, kind, date))`,
];

const supplierTables = [
  `create table statements (${noun},
     factory text not null,
     supplier text not null,
     period text not null check (period ~ '^\\d{4}-\\d{2}$'),
     currency text not null,
     status text not null check (status in ('open', 'agreed')),
     lines jsonb not null,
     unique (factory, supplier, period, currency))`,
  `create table purchased_orders (${noun},
     number text not null,
     order_id text not null,
     factory text not null,
     supplier text not null,
     currency text not null,
     tax_percent text not null,
     lines jsonb not null,
     unique (factory, number))`,
  `create table match_tolerances (${noun},
     factory text not null,
     supplier text not null,
     price_percent numeric not null check (price_percent >= 0),
     quantity_percent numeric not null check (quantity_percent >= 0),
     absolute numeric not null check (absolute >= 0),
     unique (factory, supplier))`,
  `create table supplier_invoices (${noun},
     supplier text not null,
     factory text not null,
     number text not null,
     date date not null,
     currency text not null,
     net numeric not null,
     tax_percent text not null,
     tax numeric not null,
     total numeric not null,
     lines jsonb not null,
     status text not null check (status in ('matched', 'refused', 'paid')),
     findings jsonb not null,
     prepared_by text[] not null,
     order_ids text[] not null,
     payment_id text)`,
  // A refused invoice may come again under its number; an accepted one may not.
  `create unique index supplier_invoices_once on supplier_invoices (factory, supplier, number) where status <> 'refused'`,
  `create table supplier_payments (${noun},
     factory text not null,
     supplier text not null,
     remittance_number text not null unique,
     payment_date date not null,
     currency text not null,
     amount numeric not null check (amount >= 0),
     invoices jsonb not null,
     paid_by text not null)`,
  'create sequence remittance_numbers',
];

const journalTables = [
  `create table journal_entries (${noun},
     organisation text not null,
     occasion text not null,
     source text not null,
     order_ids text[] not null,
     posted_on date not null,
     currency text not null,
     rate jsonb,
     posted_at timestamptz not null default now(),
     unique (organisation, occasion, source))`,
  'create index journal_entries_orders on journal_entries using gin (order_ids)',
  `create table journal_lines (
     entry_id text not null references journal_entries,
     n int not null,
     parties text[] not null check (cardinality(parties) > 0),
     account text not null,
     debit numeric not null check (debit >= 0),
     credit numeric not null check (credit >= 0),
     primary key (entry_id, n),
     check ((debit = 0) <> (credit = 0)))`,
  // Whatever writes to the journal, an entry that does not balance cannot be committed.
  `create function journal_entry_balances() returns trigger language plpgsql set search_path from current as $$
   declare
     entry text := coalesce(to_jsonb(new) ->> 'entry_id', to_jsonb(new) ->> 'id');
     debits numeric;
     credits numeric;
   begin
     select sum(debit), sum(credit) into debits, credits from journal_lines where entry_id = entry;
     if debits is null or debits <> credits then
       raise exception 'journal entry % does not balance: debit %, credit %', entry, debits, credits
         using errcode = 'check_violation';
     end if;
     return null;
   end $$`,
  `create constraint trigger entry_balances after insert on journal_entries
     deferrable initially deferred for each row execute function journal_entry_balances()`,
  `create constraint trigger lines_balance after insert on journal_lines
     deferrable initially deferred for each row execute function journal_entry_balances()`,
  // What is posted stands; a correction is another entry.
  `create function journal_stands() returns trigger language plpgsql as $$
   begin
     raise exception 'what is posted stands: correct it by another entry' using errcode = 'insufficient_privilege';
   end $$`,
  `create trigger entries_stand before update or delete on journal_entries
     for each row execute function journal_stands()`,
  `create trigger lines_stand before update or delete on journal_lines
     for each row execute function journal_stands()`,
];
