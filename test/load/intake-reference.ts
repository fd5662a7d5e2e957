import { newId } from '@tradeloom/chassis';
import { leaveOutOfStatistics } from '@tradeloom/stack';
import { Client } from 'pg';
import type { OrderRows, TextRow } from './intake-tables.ts';

const schema = 'intake_reference';

/** What differs from order to order; everything else is written as the sample has it. */
const ownOf: Readonly<Record<string, (order: string, n: number) => string>> = {
  'orders.id': (order) => order,
  'orders.number': (_, n) => `R-${n}`,
  'orders.customer_order': (_, n) => `R-${n}`,
  'order_legs.id': () => newId(),
  'order_legs.order_id': (order) => order,
  'events.id': () => newId(),
  'events.aggregate_id': (order) => order,
  'events.order_id': (order) => order,
};
/** The database gives these itself. */
const given = new Set(['position', 'occurred_at', 'published_at']);

interface Statement {
  readonly text: string;
  readonly values: (order: string, n: number) => (string | null)[];
}

/**
 * The same rows into tables of the same columns, indexes and keys, one prepared statement per order and nothing around
 * it: no row-level security, no reading, no rules. What is slower than this is slower than the database.
 */
export class IntakeReference {
  readonly #clients: readonly Client[];
  readonly #statement: Statement;
  #made = 0;

  private constructor(clients: readonly Client[], statement: Statement) {
    this.#clients = clients;
    this.#statement = statement;
  }

  static async open(ownerUrl: string, sample: OrderRows, clients: number): Promise<IntakeReference> {
    const opened = await Promise.all(
      Array.from({ length: clients }, async () => {
        const client = new Client({ connectionString: ownerUrl });
        await client.connect();
        return client;
      }),
    );
    const [first] = opened;
    if (!first) throw new Error('the reference needs a client');
    await createTables(first, Object.keys(sample));
    return new IntakeReference(opened, await statementFor(first, sample));
  }

  /** @returns orders per second */
  async run(seconds: number): Promise<number> {
    const since = performance.now();
    const until = since + seconds * 1000;
    const from = this.#made;
    await Promise.all(
      this.#clients.map(async (client) => {
        while (performance.now() < until) {
          this.#made += 1;
          const { text, values } = this.#statement;
          await client.query({ name: 'intake', text, values: values(newId(), this.#made) });
        }
      }),
    );
    return ((this.#made - from) / (performance.now() - since)) * 1000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) await client.end();
  }
}

const createTables = async (client: Client, tables: readonly string[]): Promise<void> => {
  await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  for (const table of tables)
    await client.query(`create table ${schema}.${table} (like orders.${table} including all)`);
  await client.query(`alter table ${schema}.order_legs add foreign key (order_id) references ${schema}.orders`);
  await leaveOutOfStatistics(client, schema);
};

/** `with a as (insert ...), b as (insert ...) insert ...`, one part per row of the sample. */
const statementFor = async (client: Client, sample: OrderRows): Promise<Statement> => {
  const types = await columnTypes(client);
  const makers: ((order: string, n: number) => string | null)[] = [];
  const insert = (table: string, row: TextRow): string => {
    const columns = Object.keys(row).filter((column) => !given.has(column));
    const values = columns.map((column) => {
      const kept = row[column] ?? null;
      makers.push(ownOf[`${table}.${column}`] ?? (() => kept));
      return `$${makers.length}::${types.get(`${table}.${column}`)}`;
    });
    return `insert into ${schema}.${table} (${columns.join(', ')}) values (${values.join(', ')})`;
  };
  const inserts = Object.entries(sample).flatMap(([table, rows]) => rows.map((row) => insert(table, row)));
  const parts = inserts.slice(0, -1).map((text, i) => `part${i} as (${text})`);
  return {
    text: `with ${parts.join(', ')} ${inserts.at(-1)}`,
    values: (order, n) => makers.map((make) => make(order, n)),
  };
};

const columnTypes = async (client: Client): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await client.query<{ column: string; type: string }>(
    `select c.relname || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as type
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = $1::regnamespace and a.attnum > 0`,
    [schema],
  );
  return new Map(rows.map(({ column, type }) => [column, type]));
};
