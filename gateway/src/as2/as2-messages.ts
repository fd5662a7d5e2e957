import { Injectable } from '@nestjs/common';
import type { Mic, Outgoing } from '@tradeloom/as2';
import { newId, type Tx } from '@tradeloom/chassis';
import { hashOf } from '../mailboxes/contents.ts';
import { ForEverybody } from '../partners/for-everybody.ts';

/**
 * Theirs: taken, refused. Ours: waiting to be posted, posted and waiting for its receipt, delivered, failed (they said so, or
 * nobody answered for three days), doubted (nothing proves what arrived).
 */
export type As2State = 'taken' | 'refused' | 'waiting' | 'posted' | 'delivered' | 'failed' | 'doubted';

export interface As2Message {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly messageId: string;
  readonly interchange: string | null;
  readonly state: As2State;
  readonly reason: string | null;
  /** SHA-256 of the certificate that signed the message, or its receipt. */
  readonly signedBy: string | null;
  /** Of theirs, as it came: bytes, and their SHA-256, hex. */
  readonly size: number | null;
  readonly hash: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** A message of ours to be posted, or the receipt for one of theirs; without their bytes, which are read at their turn. */
export interface DueMessage {
  readonly id: string;
  readonly partner: string;
  readonly parties: readonly string[];
  readonly direction: 'in' | 'out';
  readonly messageId: string;
  readonly interchange: string | null;
  readonly attempts: number;
  readonly mics: readonly Mic[];
  readonly receiptUrl: string | null;
}

export type Bytes = Outgoing;

/** What came, what was made of it, and what was answered. Of what is refused and signed by nobody the bytes are not kept. */
export interface Arrival {
  readonly partner: string;
  readonly parties: readonly string[];
  readonly messageId: string;
  readonly interchange: string | null;
  readonly state: 'taken' | 'refused';
  readonly reason: string | null;
  /** Whose certificate signed it; also of a message that is refused. */
  readonly signedBy: string | null;
  readonly mics: readonly Mic[];
  readonly received: Bytes;
  readonly receipt: Bytes | null;
  /** Where the receipt is to be posted; null: it went with the answer. */
  readonly receiptUrl: string | null;
}

/** Messages under way at once: of one partner, and partners who may have some. A message may hold 32 MiB. */
const perPartner = 4;
const partnersAtOnce = 16;
const lateAtOnce = 10;
const pageSize = 100;
const refusedKeptDays = 90;
export const forgottenAtOnce = 1_000;
const receiptWithin = '24 hours';

const due = `
  id, partner, parties, direction, message_id as "messageId", interchange, attempts, mics, receipt_url as "receiptUrl"`;

/** The partners who have waited longest, and of each his oldest. Whoever dies with one in hand gives it back after two minutes. */
const claim = `
  with partners as (
    select station.id
      from as2_stations station
      cross join lateral (
        select next_at from as2_messages
         where partner = station.id and next_at <= now() and state <> 'posted'
         order by next_at limit 1) oldest
     where station.id <> all ($1)
     order by oldest.next_at limit $2),
  chosen (chosen_id) as (
    select waiting.id
      from partners
      cross join lateral (
        select id from as2_messages
         where partner = partners.id and next_at <= now() and state <> 'posted'
         order by next_at limit ${perPartner} for update skip locked) waiting)
  update as2_messages set attempts = attempts + 1, next_at = now() + interval '2 minutes'
    from chosen where id = chosen_id
  returning ${due}`;

// Few enough that nobody waits for the locks; what another gateway is at, it leaves.
const forgetRefused = `
  delete from as2_messages where id in (
    select id from as2_messages
     where state = 'refused' and settled_at < now() - interval '${refusedKeptDays} days'
     order by settled_at limit ${forgottenAtOnce} for update skip locked)
  returning id`;

/** The book of AS2 messages, both ways. */
@Injectable()
export class As2Messages {
  constructor(private readonly everybody: ForEverybody) {}

  /** Keeps what came. @returns false when the message was taken before */
  async keepArrival(tx: Tx, arrival: Arrival): Promise<boolean> {
    const { receipt, received, receiptUrl, state, signedBy } = arrival;
    const isKept = state === 'taken' || signedBy !== null;
    const kept = await tx.query<{ id: string }>(
      `insert into as2_messages (id, parties, partner, direction, message_id, interchange, state, reason, mics, signed_by,
                                 headers, body, body_size, body_hash, receipt_headers, receipt_body, receipt_url, next_at,
                                 settled_at)
       values ($1, $2, $3, 'in', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
               case when $16::text is not null then now() end, now())
       on conflict do nothing returning id`,
      [
        newId(),
        arrival.parties,
        arrival.partner,
        arrival.messageId,
        arrival.interchange,
        state,
        arrival.reason,
        JSON.stringify(arrival.mics),
        signedBy,
        JSON.stringify(received.headers),
        isKept ? received.body : null,
        received.body.length,
        hashOf(received.body),
        receipt && JSON.stringify(receipt.headers),
        receipt?.body ?? null,
        receiptUrl,
      ],
    );
    return kept.length > 0;
  }

  /** @returns SHA-256 of the file that was taken under this id, hex; null where none was */
  async takenAs(tx: Tx, partner: string, messageId: string): Promise<string | null> {
    const [taken] = await tx.query<{ hash: string }>(
      `select content_hash as hash from as2_messages message join interchanges on interchanges.id = message.interchange
        where message.partner = $1 and message_id = $2 and message.direction = 'in' and state = 'taken'`,
      [partner, messageId],
    );
    return taken?.hash ?? null;
  }

  /** A file for a partner who is posted his files. */
  async queue(tx: Tx, partner: string, interchange: string): Promise<void> {
    await tx.query(
      `insert into as2_messages (id, parties, partner, direction, message_id, interchange, state, next_at)
       select $1, parties, id, 'out', '<' || $1 || '@tradeloom>', $3, 'waiting', now()
         from as2_stations where id = $2 and url is not null`,
      [newId(), partner, interchange],
    );
  }

  /** What is to be posted now, to all partners but those that are busy; claimed for two minutes. */
  async claim(busy: readonly string[]): Promise<DueMessage[]> {
    const others = partnersAtOnce - busy.length;
    if (others <= 0) return [];
    return (await this.everybody.run((tx) => tx.query<DueMessage>(claim, [busy, others]))) ?? [];
  }

  /** Ours that were posted, and for which no receipt has come in a day. */
  async unanswered(): Promise<DueMessage[]> {
    const found = await this.everybody.run((tx) =>
      tx.query<DueMessage>(
        `select ${due} from as2_messages where state = 'posted' and next_at <= now() limit ${lateAtOnce}`,
      ),
    );
    return found ?? [];
  }

  /** A message of ours that still waits to be proven. */
  async sentAs(tx: Tx, messageId: string): Promise<DueMessage | null> {
    const [sent] = await tx.query<DueMessage>(
      `select ${due} from as2_messages
        where direction = 'out' and message_id = $1 and state in ('waiting', 'posted') for update`,
      [messageId],
    );
    return sent ?? null;
  }

  /** The bytes that go out, the same at every attempt. */
  async keepMade(tx: Tx, id: string, made: Bytes, mics: readonly Mic[]): Promise<void> {
    await tx.query('update as2_messages set headers = $2, body = $3, mics = $4 where id = $1', [
      id,
      JSON.stringify(made.headers),
      made.body,
      JSON.stringify(mics),
    ]);
  }

  /** Posted; its receipt has a day. */
  async posted(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `update as2_messages set state = 'posted', next_at = now() + interval '${receiptWithin}' where id = $1 and state = 'waiting'`,
      [id],
    );
  }

  /** Once more, after a pause. Why a message was refused goes before how its receipt fares. @param pause milliseconds */
  async putOff(tx: Tx, id: string, reason: string | null, pause: number): Promise<void> {
    await tx.query(
      `update as2_messages set reason = case when state = 'refused' then reason else $2 end, next_at = now() + $3 * interval '1 millisecond' where id = $1`,
      [id, reason, pause],
    );
  }

  /** Not tried after all. */
  async giveBack(tx: Tx, id: string): Promise<void> {
    await tx.query('update as2_messages set attempts = attempts - 1, next_at = now() where id = $1', [id]);
  }

  /** What has become of one of ours. @returns false when that was known already */
  async settle(tx: Tx, id: string, { state, reason, signedBy, receipt }: Settled): Promise<boolean> {
    const settled = await tx.query<{ id: string }>(
      `update as2_messages
          set state = $2, reason = $3, signed_by = $4, receipt_headers = $5, receipt_body = $6, settled_at = now(), next_at = null
        where id = $1 and state in ('waiting', 'posted') returning id`,
      [id, state, reason, signedBy, receipt && JSON.stringify(receipt.headers), receipt?.body ?? null],
    );
    return settled.length > 0;
  }

  /** The receipt for one of theirs was posted, or is given up. */
  async receiptDone(tx: Tx, id: string, reason: string | null): Promise<void> {
    await tx.query(
      `update as2_messages set next_at = null, reason = case when state = 'refused' then reason else coalesce($2, reason) end
        where id = $1`,
      [id, reason],
    );
  }

  /** Forgets what was refused long ago, the oldest first, some at a time. @returns how many */
  async forgetRefused(): Promise<number> {
    const forgotten = await this.everybody.run((tx) => tx.query<{ id: string }>(forgetRefused));
    return forgotten?.length ?? 0;
  }

  /** The latest hundred with a partner. */
  list(tx: Tx, partner: string): Promise<As2Message[]> {
    return tx.query<As2Message>(
      `select id, direction, message_id as "messageId", interchange, state, reason, signed_by as "signedBy",
              body_size as size, body_hash as hash, attempts, created_at as "createdAt", settled_at as "settledAt"
         from as2_messages where partner = $1 order by created_at desc, id limit ${pageSize}`,
      [partner],
    );
  }

  /** A message or its receipt, byte by byte. */
  async bytesOf(tx: Tx, partner: string, id: string, which: 'message' | 'receipt'): Promise<Bytes | null> {
    const [found] = await tx.query<Bytes>(
      which === 'message'
        ? 'select headers, body from as2_messages where partner = $1 and id = $2 and body is not null'
        : 'select receipt_headers as headers, receipt_body as body from as2_messages where partner = $1 and id = $2 and receipt_body is not null',
      [partner, id],
    );
    return found ?? null;
  }
}

export interface Settled {
  readonly state: 'delivered' | 'failed' | 'doubted';
  readonly reason: string | null;
  readonly signedBy: string | null;
  readonly receipt: Bytes | null;
}
