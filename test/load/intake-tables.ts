import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** A row as text, ready to be a parameter again. */
export type TextRow = Readonly<Record<string, string | null>>;

/** What one accepted order leaves behind: table of the schema `orders` -> its rows. */
export type OrderRows = Readonly<Record<string, readonly TextRow[]>>;

const written = ['orders', 'order_legs', 'events'] as const;
const keyOf = { orders: 'id', order_legs: 'order_id', events: 'aggregate_id' } as const;

/** The tables that intake writes, seen as their owner on behalf of the demo's three parties. */
export class IntakeTables {
  readonly #owner: Client;

  private constructor(owner: Client) {
    this.#owner = owner;
  }

  static async open(ownerUrl: string): Promise<IntakeTables> {
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('app.organisations', 'harbor-pine,eastbridge,hengda', false)`);
    return new IntakeTables(owner);
  }

  /** An earlier run's orders would make this one's indexes deeper than the reference's. */
  async clear(): Promise<void> {
    await this.#owner.query('truncate orders.events, orders.orders cascade');
  }

  /** Resolves when the relay has nothing left to carry, so that its work falls into no other round. */
  async drained(): Promise<void> {
    while ((await this.#count('orders.events where published_at is null')) > 0) await pause(100);
  }

  /** The rows of the order that was accepted last. */
  async sample(): Promise<OrderRows> {
    const { rows } = await this.#owner.query<{ id: string }>(
      'select id from orders.orders order by number desc limit 1',
    );
    const id = rows[0]?.id;
    const sample: Record<string, TextRow[]> = {};
    for (const table of written) sample[table] = await this.#rowsOf(table, keyOf[table], id);
    return sample;
  }

  /** @throws Error when an accepted order is without its event: then the figure would be worth nothing */
  async assertEveryOrderHasItsEvent(): Promise<void> {
    const bare = await this.#count(
      'orders.orders o where not exists (select from orders.events e where e.aggregate_id = o.id)',
    );
    if (bare > 0) throw new Error(`${bare} orders have no event`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owner.end();
  }

  async #count(from: string): Promise<number> {
    const { rows } = await this.#owner.query<{ count: string }>(`select count(*) from ${from}`);
    return Number(rows[0]?.count);
  }

  async #rowsOf(table: string, key: string, id: string | undefined): Promise<TextRow[]> {
    const types = { getTypeParser: () => String };
    const { rows } = await this.#owner.query<TextRow>({
      text: `select * from orders.${table} where ${key} = $1`,
      values: [id],
      types,
    });
    return rows;
  }
}
