import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { type Attempt, failuresBeforeRest, isTaken } from '../outside/attempt.rules.ts';
import { ForEverybody } from '../partners/for-everybody.ts';
import type { Webhook } from './webhook.rules.ts';

/** An event on its way to an endpoint; whoever holds it has a minute. */
export interface Claimed {
  readonly webhook: string;
  readonly eventId: string;
  /** This attempt counted. */
  readonly attempts: number;
  readonly parties: readonly string[];
}

export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  readonly status: 'waiting' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly tried: readonly Attempt[];
}

const atOnce = 20;
const shownAttempts = 10;
const pageSize = 100;
const keptDays = 30;

/** An endpoint that keeps failing is tried with one event at a time. Whoever dies with one in hand gives it back after a minute. */
const claim = `
  with chosen as (
    select due.webhook, due.event_id
      from webhooks
      cross join lateral (
        select webhook, event_id from webhook_deliveries
         where webhook = webhooks.id and status = 'waiting' and next_at <= now()
         order by next_at limit case when failures < ${failuresBeforeRest} then ${atOnce} else 1 end
         for update skip locked) due
     where webhooks.status = 'enabled' and (resting_until is null or resting_until <= now()) and id <> all ($1))
  update webhook_deliveries delivery
     set attempts = attempts + 1, next_at = now() + interval '60 seconds'
    from chosen
   where delivery.webhook = chosen.webhook and delivery.event_id = chosen.event_id
  returning delivery.webhook, delivery.event_id as "eventId", delivery.attempts, delivery.parties`;

const settle = `
  update webhook_deliveries
     set status = $3, next_at = now() + $4 * interval '1 millisecond', ended_at = case when $3 = 'waiting' then null else now() end,
         tried = (select jsonb_agg(one order by place desc)
                    from (select one, place from jsonb_array_elements(tried || $5::jsonb) with ordinality as kept (one, place)
                           order by place desc limit ${shownAttempts}) latest)
   where webhook = $1 and event_id = $2`;

/** Which events have reached which endpoints. */
@Injectable()
export class Deliveries {
  constructor(private readonly everybody: ForEverybody) {}

  /** What is due, at all endpoints but those that are busy; claimed for a minute. */
  async claim(busy: readonly string[]): Promise<Claimed[]> {
    return (await this.everybody.run((tx) => tx.query<Claimed>(claim, [busy]))) ?? [];
  }

  /** @param pause milliseconds until the next attempt; null when there is none */
  async settle(tx: Tx, { webhook, eventId }: Claimed, attempt: Attempt, pause: number | null): Promise<void> {
    const status = isTaken(attempt) ? 'delivered' : pause === null ? 'failed' : 'waiting';
    await tx.query(settle, [webhook, eventId, status, status === 'waiting' ? pause : null, JSON.stringify([attempt])]);
  }

  /** Not tried after all. */
  async giveBack(tx: Tx, { webhook, eventId }: Claimed): Promise<void> {
    await tx.query(
      'update webhook_deliveries set attempts = attempts - 1, next_at = now() where webhook = $1 and event_id = $2',
      [webhook, eventId],
    );
  }

  /** The latest hundred of a state, the newest first; with `before`, those created earlier. */
  list(tx: Tx, webhook: string, status: string | undefined, before: string | undefined): Promise<Delivery[]> {
    return tx.query<Delivery>(
      `select delivery.event_id as "eventId", replace(service, '-', '_') || '.' || type as type, status, attempts,
              case when status = 'waiting' then next_at end as "nextAt", created_at as "createdAt", ended_at as "endedAt", tried
         from webhook_deliveries delivery join timeline using (event_id)
        where webhook = $1 and ($2::text is null or status = $2) and ($3::timestamptz is null or created_at < $3)
        order by created_at desc, event_id limit ${pageSize}`,
      [webhook, status ?? null, before ?? null],
    );
  }

  /** Sends an event once more, whatever became of it before: also one from before there was the endpoint. */
  async replay(tx: Tx, webhook: Webhook, eventId: string): Promise<void> {
    const [known] = await tx.query<{ found: boolean }>(
      'select true as found from timeline where event_id = $1 and $2 = any (parties)',
      [eventId, webhook.organisation],
    );
    if (!known) throw notFound('event', eventId);
    await tx.query(
      `insert into webhook_deliveries (webhook, event_id, parties, next_at) values ($1, $2, $3, now())
       on conflict (webhook, event_id) do update set status = 'waiting', attempts = 0, next_at = now(), ended_at = null`,
      [webhook.id, eventId, webhook.parties],
    );
  }

  /** Sends again what failed. @returns how many @param since of when the event was first to be sent */
  async replayFailed(tx: Tx, webhook: Webhook, since: string): Promise<number> {
    const again = await tx.query<{ event_id: string }>(
      `update webhook_deliveries set status = 'waiting', attempts = 0, next_at = now(), ended_at = null
        where webhook = $1 and status = 'failed' and created_at >= $2 returning event_id`,
      [webhook.id, since],
    );
    return again.length;
  }

  /** What waits is tried at once. */
  async hurry(tx: Tx, webhook: string): Promise<void> {
    await tx.query(`update webhook_deliveries set next_at = now() where webhook = $1 and status = 'waiting'`, [
      webhook,
    ]);
  }

  /** Forgets what a removed endpoint was still to hear. */
  async forget(tx: Tx, webhook: string): Promise<void> {
    await tx.query('delete from webhook_deliveries where webhook = $1', [webhook]);
  }

  /** Forgets what ended long ago; the events themselves stay. */
  async trim(): Promise<void> {
    await this.everybody.run((tx) =>
      tx.query(`delete from webhook_deliveries where ended_at < now() - interval '${keptDays} days'`),
    );
  }
}
