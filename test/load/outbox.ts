import { type Envelope } from '@tradeloom/chassis';
import { createTestDatabase, type TestDatabase } from '@tradeloom/testing';

export const schema = 'orders';
export const topic = `tradeloom.${schema}.v1`;
const type = `${topic}.OrderChanged`;
const payloadBytes = 512;
const orders = 1_000;
const parties = ['eastbridge', 'hengda'];
const actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const insert = `
  insert into ${schema}.events
    (id, aggregate, aggregate_id, version, order_id, type, payload, parties, actor, business_date, traceparent)
  select id, 'order', 'order-' || n % ${orders}, n / ${orders} + 1, 'order-' || n % ${orders},
    '${type}', decode(repeat('5a', ${payloadBytes}), 'hex'), $3, $4, '2026-12-07', '${traceparent}'
  from unnest($1::uuid[], $2::int[]) as given (id, n) order by n`;

/** An outbox as every service has it, in a database of its own. */
export class Outbox {
  readonly #database: TestDatabase;
  #written = 0;

  private constructor(database: TestDatabase) {
    this.#database = database;
  }

  static async open(adminUrl: string): Promise<Outbox> {
    return new Outbox(await createTestDatabase(adminUrl, schema, []));
  }

  get relayUrl(): string {
    return this.#database.relayUrl;
  }

  /** One transaction. */
  async append(ids: readonly string[]): Promise<void> {
    const numbers = ids.map((_, i) => this.#written + i);
    this.#written += ids.length;
    await this.#database.query(insert, [ids, numbers, parties, JSON.stringify(actor)]);
  }

  async clear(): Promise<void> {
    this.#written = 0;
    await this.#database.query(`truncate ${schema}.events`);
    await this.#database.query(`vacuum analyze ${schema}.events`);
  }

  async unpublished(): Promise<number> {
    const [row] = await this.#database.query<{ count: number }>(
      `select count(*)::int as count from ${schema}.events where published_at is null`,
    );
    return row?.count ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database.drop();
  }
}

/** What the relay makes of such a row. */
export const envelopeOf = (id: string, n: number): Envelope => ({
  id,
  type,
  key: `order-${n % orders}`,
  aggregate: 'order',
  aggregateId: `order-${n % orders}`,
  version: Math.floor(n / orders) + 1,
  orderId: `order-${n % orders}`,
  parties,
  actor: JSON.stringify(actor),
  businessDate: '2026-12-07',
  source: `/tradeloom/${schema}`,
  occurredAt: new Date(),
  traceparent,
  body: new Uint8Array(payloadBytes).fill(0x5a),
});
