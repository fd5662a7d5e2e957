import type { MigrationInterface, QueryRunner } from 'typeorm';

const identity =
  'id text primary key, version int not null default 0, parties text[] not null check (cardinality(parties) > 0)';

const tables: Readonly<Record<string, string>> = {
  calendars: `${identity}, week jsonb not null, exceptions jsonb not null default '[]'`,
  resources: `${identity}, factory text not null, code text not null, calendar text not null references calendars,
    rates jsonb not null default '[]', unique (factory, code)`,
  stocks: `${identity}, factory text not null, item text not null, unit text not null, on_hand numeric not null check (on_hand >= 0),
    as_of text not null, source text not null, receipts jsonb not null default '[]', unique (factory, item)`,
  items: `${identity}, factory text not null, code text not null, name jsonb not null, unit text not null,
    sourcing text not null check (sourcing in ('make', 'stock')), resource text, logistics_days int not null check (logistics_days >= 0),
    bill jsonb not null default '[]', unique (factory, code)`,
  components: `${identity}, factory text not null, supplier text not null, code text not null, description text not null,
    unit text not null, unit_price numeric not null check (unit_price >= 0), currency char(3) not null, tax_percent numeric not null,
    materials jsonb not null default '[]', unique (factory, supplier, code)`,
  promises: `${identity}, number text not null, customer text not null, trader text not null, factory text not null,
    status text not null check (status in ('held', 'firm', 'released')), schedules jsonb not null, data_as_of text not null,
    unique (trader, number)`,
  change_holds: `${identity}, order_id text not null references promises, status text not null check (status in ('held', 'used', 'released')),
    schedules jsonb not null, extra jsonb not null, expires_at text not null`,
  releases: `${identity}, deposit_needed boolean not null, deposit_settled boolean not null, samples_needed jsonb not null,
    samples_approved jsonb not null, released_on date`,
  outsourcing_orders: `${identity}, number text not null, order_id text not null, trader text not null, factory text not null,
    supplier text not null, currency char(3) not null, tax_percent numeric not null, placed_on date not null, acknowledged_on date,
    status text not null check (status in ('placed', 'acknowledged', 'rejected')), lines jsonb not null, changes jsonb not null,
    unique (factory, number)`,
  material_movements: `${identity}, kind text not null check (kind in ('issue', 'return')), outsourcing_order_id text not null references outsourcing_orders,
    order_id text not null, factory text not null, supplier text not null, item text not null, lot text not null, quantity numeric not null,
    unit text not null, owner text not null, location text not null, document text not null, corrects text references material_movements,
    reason text, signed_by text not null, signed_on date not null, countersigned_by text, countersigned_on date,
    check (quantity > 0 or (quantity < 0 and corrects is not null and reason is not null))`,
  progress: `${identity}, order_id text not null, order_number text not null, line_id text not null, schedule_id text, outsourcing_order_id text references outsourcing_orders,
    outsourcing_number text, outsourcing_line text, supplier text, trader text not null, factory text not null, item text not null,
    quantity numeric not null, unit text not null, starts_on date not null, targets jsonb not null, slack_days int not null,
    figures jsonb not null, delivered numeric not null, packing_held_by text`,
  early_warnings: `${identity}, work_id text not null references progress, order_id text not null, outsourcing_order_id text, supplier text,
    kind text not null, subject text not null, due date not null, expected date not null, buffer_left_days int not null,
    owners jsonb not null, raised_on date not null, cleared_on date`,
  despatches: `${identity}, number text not null, outsourcing_order_id text not null references outsourcing_orders, order_id text not null,
    factory text not null, supplier text not null, despatched_on date not null, lines jsonb not null,
    unique (supplier, number, outsourcing_order_id)`,
  receipts: `${identity}, number text not null, despatch_id text not null references despatches, despatch_number text not null,
    outsourcing_order_id text not null references outsourcing_orders, outsourcing_number text not null, order_id text not null,
    factory text not null, supplier text not null, received_on date not null, status text not null check (status in ('inspecting', 'settled')),
    lines jsonb not null, unique (supplier, number)`,
  refusals: `${identity}, partner text not null, receiver text not null, document_number text not null, ref jsonb not null, findings jsonb not null`,
  // How much of each day of a resource, or of an item's stock from a day on, is promised. It bears the parties of
  // the resource or stock, not those of the orders: a trading company sees that capacity is taken, not by whom.
  bookings: `supply text not null, day date not null, booked numeric not null check (booked >= 0), parties text[] not null,
    primary key (supply, day)`,
};

const indexes = [
  'create index change_holds_by_order on change_holds (order_id)',
  'create index outsourcing_orders_by_order on outsourcing_orders (order_id)',
  'create index material_movements_by_order on material_movements (outsourcing_order_id)',
  'create index progress_by_order on progress (order_id)',
  'create index progress_by_outsourcing on progress (outsourcing_number, outsourcing_line)',
  'create index progress_by_number on progress (order_number, line_id)',
  'create index receipts_by_despatch on receipts (despatch_id)',
  'create index receipts_by_outsourcing on receipts (outsourcing_order_id)',
  'create index early_warnings_by_order on early_warnings (order_id)',
  // A risk is told once: at most one open warning per work and kind.
  'create unique index early_warnings_open on early_warnings (work_id, kind) where cleared_on is null',
];

/** Supplies, promises and the work that follows from them; every table is seen only by its parties. */
export class Production1764000000001 implements MigrationInterface {
  readonly name = 'Production1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) {
      await runner.query(`create table ${name} (${columns})`);
      await runner.query(`select platform.protect('${name}')`);
    }
    for (const index of indexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await runner.query(`drop table ${name}`);
  }
}
