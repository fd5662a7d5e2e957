import { BaseRpcContext, type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { Client } from 'pg';
import { isObservable, lastValueFrom } from 'rxjs';
import { serviceActor } from '../access/actor.ts';
import type { Configuration } from '../configuration.ts';
import { inOwnSession } from '../database/own-session.ts';
import type { Transactions } from '../database/transactions.ts';
import { reasonOf } from '../events/reason.ts';
import { RelayBell } from '../events/relay-bell.ts';
import { log } from '../log.ts';
import { withScope } from '../scope.ts';
import { contextOf, inSpan } from '../telemetry/tracing.ts';
import type { FallenDue } from './deadline.ts';
import { deadlineKey, deadlineTransport } from './due.ts';
import {
  type DueRow,
  endDeadline,
  failuresAmong,
  keyOf,
  lockDeadline,
  nextDue,
  putOff,
  stillDue,
} from './due-deadlines.ts';

const lookEveryMs = 1_000;

/**
 * Nest transport that brings each deadline that has come to the method marked `@Due` with its name: once, in one
 * transaction with its effect, on behalf of the aggregate's parties. Replicas may all look; a lock in the database
 * decides. Only the database's clock and the business clock say what is due.
 */
export class DeadlineServer extends Server implements CustomTransportStrategy {
  override readonly transportId = deadlineTransport;
  private readonly stopping = new AbortController();
  private readonly bell = new RelayBell();
  private running: Promise<void> = Promise.resolve();
  private interruption: string | null = null;
  private failures: readonly string[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly configuration: Configuration,
  ) {
    super();
  }

  /** One action per deadline: Nest would chain a second one and run it inside the first one's transaction. */
  override addHandler(key: string, handler: MessageHandler): void {
    if (this.messageHandlers.has(key)) throw new Error(`two methods wait for the deadline ${key}`);
    this.messageHandlers.set(key, handler);
  }

  listen(ready: () => void): void {
    this.running = this.keepLooking();
    ready();
  }

  /** What is in flight finishes. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  on(): never {
    throw new Error('the deadline transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.transactions as T;
  }

  /** What has come and could not be done, and what keeps us from looking. */
  problems(): readonly string[] {
    return this.interruption ? [this.interruption, ...this.failures] : this.failures;
  }

  private async keepLooking(): Promise<void> {
    const { relayDatabaseUrl: databaseUrl, service: schema } = this.configuration;
    while (!this.stopping.signal.aborted) {
      try {
        await inOwnSession({ databaseUrl, schema, name: 'deadlines' }, (client) => this.lookWith(client));
      } catch (error) {
        this.interruption = `deadlines: ${reasonOf(error)}`;
        log.error({ err: error }, 'looking for deadlines interrupted');
        await this.bell.wait(lookEveryMs, this.stopping.signal);
      }
    }
  }

  private async lookWith(client: Client): Promise<void> {
    client.on('notification', () => this.bell.ring());
    await client.query('listen business_clock');
    while (!this.stopping.signal.aborted) {
      const due = await nextDue(client, this.configuration.timeZone);
      const done = await this.actOn(due);
      this.failures = await failuresAmong(client);
      this.interruption = null;
      if (done === 0) await this.bell.wait(lookEveryMs, this.stopping.signal);
    }
  }

  /** @returns how many were done, here */
  private async actOn(due: readonly DueRow[]): Promise<number> {
    let done = 0;
    for (const row of due) {
      if (this.stopping.signal.aborted) break;
      if (await this.act(row)) done += 1;
    }
    return done;
  }

  private act(row: DueRow): Promise<boolean> {
    const attributes = {
      'tradeloom.deadline': deadlineKey(row.noun, row.name),
      'tradeloom.aggregate.id': row.aggregate_id,
    };
    return inSpan(`due ${row.name}`, { attributes, parent: contextOf(row.traceparent) }, async () => {
      try {
        return await this.once(row);
      } catch (error) {
        log.error({ err: error, noun: row.noun, id: row.aggregate_id, deadline: row.name }, 'deadline failed');
        await this.transactions.open(this.scopeOf(row), async (tx) => {
          await tx.query(putOff, [...keyOf(row), reasonOf(error)]);
        });
        return false;
      }
    });
  }

  /** The effect, its events and the end of the deadline commit together, or none of them. */
  private once(row: DueRow): Promise<boolean> {
    const handler = this.messageHandlers.get(deadlineKey(row.noun, row.name));
    if (!handler) throw new Error(`no method is marked @Due for ${deadlineKey(row.noun, row.name)}`);
    const scope = this.scopeOf(row);
    const key = keyOf(row);
    return this.transactions.open(scope, async (tx) => {
      const [lock] = await tx.query<{ locked: boolean }>(lockDeadline, [key.join('/')]);
      if (!lock?.locked) return false;
      const [due] = await tx.query<{ moment: string }>(stillDue, [...key, this.configuration.timeZone]);
      if (!due) return false;
      const fallenDue: FallenDue = { id: row.aggregate_id, part: row.part, moment: due.moment };
      await withScope({ ...scope, tx }, async () => {
        const answer: unknown = await handler(fallenDue, new BaseRpcContext([fallenDue]));
        if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
      });
      await tx.query(endDeadline, [...key, this.configuration.timeZone]);
      return true;
    });
  }

  private scopeOf({ parties }: DueRow) {
    return { by: serviceActor(this.configuration.service), organisations: parties };
  }
}
