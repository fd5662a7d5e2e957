import { setTimeout as wait } from 'node:timers/promises';
import { context, SpanKind, trace } from '@opentelemetry/api';
import type { Client } from 'pg';
import { inSoleSession } from '../database/sole-session.ts';
import { log } from '../log.ts';
import { activeTraceparent, contextOf } from '../telemetry/tracing.ts';
import type { Bus, Envelope } from './bus.ts';
import { untilBack } from './pause.rules.ts';
import { pauseAfter } from './pause.ts';
import { reasonOf } from './reason.ts';
import type { RelayBell } from './relay-bell.ts';

interface Row {
  id: string;
  position: string;
  aggregate: string;
  aggregate_id: string;
  version: number;
  order_id: string | null;
  type: string;
  payload: Buffer;
  parties: string[];
  actor: object;
  business_date: string;
  occurred_at: Date;
  traceparent: string | null;
}

const batchSize = 500;
/** Brokers take a batch of 1 MiB per partition; headers need room too. */
const batchBytes = 524_288;
/** In case nobody rang: something else than a service has committed events. */
const lookEveryMs = 5_000;
/** How often a relay that stands by looks whether the one at work is gone. */
const standByMs = 1_000;
/** While events keep coming they travel in company, at most so much later; the first after a silence goes at once. */
const gatherMs = 50;

const nextBatch = `select id, position, aggregate, aggregate_id, version, order_id, type, payload, parties, actor,
    business_date::text, occurred_at, traceparent
  from (select *, sum(octet_length(payload)) over (order by position) - octet_length(payload) as bytes_before
          from events where published_at is null and position > $1 order by position limit ${batchSize}) next
  where bytes_before < ${batchBytes} order by position`;
const fromTheStart = '0';
const mark = 'update events set published_at = now() where id = any($1)';

const tracer = trace.getTracer('tradeloom');

/**
 * Carries committed events to Kafka in the order of their position and marks them published: at least once,
 * never reordered per aggregate. One relay per schema holds the advisory lock; others wait for it, and wake it (`LISTEN`).
 */
export class Relay {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failures = 0;
  private readonly channel: string;
  /** What keeps events from leaving, for readiness. */
  problem: string | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly schema: string,
    private readonly bus: Bus,
    private readonly bell: RelayBell,
  ) {
    this.channel = `events_of_${schema}`;
  }

  start(): void {
    this.running = this.keepRelaying();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keepRelaying(): Promise<void> {
    const session = { databaseUrl: this.databaseUrl, schema: this.schema, name: 'relay' };
    while (!this.stopping.signal.aborted) {
      try {
        await inSoleSession(
          session,
          (client) => this.relayWith(client),
          (client) => this.standBy(client),
        );
      } catch (error) {
        this.failures += 1;
        this.problem = `relay: ${reasonOf(error)}`;
        log.error({ err: error, failures: this.failures }, 'relay interrupted');
        await pauseAfter(untilBack, this.failures, this.stopping.signal);
      }
    }
  }

  /** Cut short by stopping only, not by the bell. */
  private async pause(ms: number): Promise<void> {
    await Promise.allSettled([wait(ms, undefined, { signal: this.stopping.signal })]);
  }

  /**
   * Another replica's relay is at work: it is told of what this one commits. Not by the commit itself, for notifications
   * would make all commits of the database wait for each other.
   */
  private async standBy(client: Client): Promise<void> {
    this.problem = null;
    const since = performance.now();
    for (let left = standByMs; left > 0 && !this.stopping.signal.aborted; ) {
      if (await this.bell.wait(left, this.stopping.signal)) {
        await client.query('select pg_notify($1, $2)', [this.channel, '']);
        await this.pause(gatherMs);
      }
      left = standByMs - (performance.now() - since);
    }
  }

  /** Until stopped, and then once more: what was committed while the service drained leaves with it. */
  private async relayWith(client: Client): Promise<void> {
    client.on('notification', () => this.bell.ring());
    await client.query(`listen ${this.channel}`);
    for (let last = false; ; last = this.stopping.signal.aborted) {
      const carried = await this.carry(client);
      this.problem = null;
      this.failures = 0;
      if (last) return;
      if (carried) await this.pause(gatherMs);
      else await this.bell.wait(lookEveryMs, this.stopping.signal);
    }
  }

  /**
   * Batch after batch while they are full. Kafka and the database work at the same time: while a batch is on its way,
   * the one before it is marked and the next one is read. @returns whether there was anything to carry
   */
  private async carry(client: Client): Promise<boolean> {
    let batch = await this.read(client, fromTheStart);
    const found = batch.length > 0;
    let marked: Promise<unknown> = Promise.resolve();
    while (batch.length > 0) {
      const behind = batch.at(-1)?.position ?? fromTheStart;
      const ahead = batch.length === batchSize ? this.read(client, behind) : Promise.resolve([]);
      const [next] = await Promise.all([ahead, this.publish(batch), marked]);
      marked = client.query(mark, [batch.map(({ id }) => id)]);
      batch = next;
    }
    await marked;
    return found;
  }

  /** An event that became visible late, at a position before `behind`, is found by the next reading from the start. */
  private async read(client: Client, behind: string): Promise<Row[]> {
    const { rows } = await client.query<Row>(nextBatch, [behind]);
    return rows;
  }

  private async publish(rows: readonly Row[]): Promise<void> {
    const spans = rows.map((row) =>
      tracer.startSpan(
        `publish ${row.type.slice(row.type.lastIndexOf('.') + 1)}`,
        {
          kind: SpanKind.PRODUCER,
          attributes: { 'messaging.system': 'kafka', ...(row.order_id && { 'tradeloom.order.id': row.order_id }) },
        },
        contextOf(row.traceparent),
      ),
    );
    try {
      await this.bus.publish(
        rows.map((row, i) => {
          const span = spans[i];
          const traceparent = span ? context.with(trace.setSpan(context.active(), span), activeTraceparent) : undefined;
          return this.envelopeOf(row, traceparent ?? row.traceparent);
        }),
      );
    } finally {
      for (const span of spans) span.end();
    }
  }

  private envelopeOf(row: Row, traceparent: string | null): Envelope {
    return {
      id: row.id,
      type: row.type,
      key: row.order_id ?? row.aggregate_id,
      aggregate: row.aggregate,
      aggregateId: row.aggregate_id,
      version: row.version,
      orderId: row.order_id,
      parties: row.parties,
      actor: JSON.stringify(row.actor),
      businessDate: row.business_date,
      source: `/tradeloom/${this.schema.replaceAll('_', '-')}`,
      occurredAt: row.occurred_at,
      traceparent,
      body: row.payload,
    };
  }
}
