import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '@tradeloom/chassis';
import { pauseMs } from '../outside/attempt.rules.ts';

/**
 * Waiting to be put there; put there under a temporary name, whole, and about to be renamed; delivered; failed (they
 * refused it, or were away for three days).
 */
export type PushState = 'waiting' | 'uploaded' | 'delivered' | 'failed';

export interface DuePush {
  readonly id: string;
  readonly interchange: string;
  readonly state: 'waiting' | 'uploaded';
  /** When it is due, which changes with whatever is done about it: who has another one in hand knows too little. */
  readonly turn: string;
}

/** What a gateway dies on is due again after this. */
const claimed = '1 minute';

const atOnce = 50;
const open = `('waiting', 'uploaded')`;

/** Our files on their way to partners' servers. */
@Injectable()
export class Pushes {
  /** A file for a partner into whose folder we put his files, unless it is posted to him. */
  async queue(tx: Tx, partner: string, interchange: string): Promise<void> {
    await tx.query(
      `insert into sftp_pushes (id, parties, partner, interchange, state, next_at)
       select $1, parties, id, $3, 'waiting', now() from sftp_connections
        where id = $2 and put_into is not null
          and not exists (select 1 from as2_stations where id = $2 and url is not null)`,
      [newId(), partner, interchange],
    );
  }

  /** What is due, the oldest first. */
  due(tx: Tx, partner: string): Promise<DuePush[]> {
    return tx.query<DuePush>(
      `select id, interchange, state, next_at::text as turn from sftp_pushes
        where partner = $1 and state in ${open} and next_at <= now() order by created_at, id limit ${atOnce}`,
      [partner],
    );
  }

  /**
   * From now on it is this gateway's: another, whose list is as old, finds that it is not due as its list says.
   * @returns null when somebody was here since it was looked up
   */
  async claim(tx: Tx, due: DuePush): Promise<DuePush | null> {
    const [mine] = await tx.query<Pick<DuePush, 'turn'>>(
      `update sftp_pushes set next_at = clock_timestamp() + interval '${claimed}'
        where id = $1 and state = $2 and next_at = $3::timestamptz returning next_at::text as turn`,
      [due.id, due.state, due.turn],
    );
    return mine ? { ...due, turn: mine.turn } : null;
  }

  /** It could not be finished, and not by its own fault: it is due as it was. */
  async release(tx: Tx, { id, turn }: DuePush): Promise<void> {
    await tx.query(`update sftp_pushes set next_at = now() where id = $1 and next_at = $2::timestamptz`, [id, turn]);
  }

  /** The whole of it lies there under its temporary name. @returns false when it is to be put elsewhere now, or is another's */
  async uploaded(tx: Tx, { id, turn }: DuePush): Promise<boolean> {
    const noted = await tx.query(
      `update sftp_pushes set state = 'uploaded' where id = $1 and state in ${open} and next_at = $2::timestamptz returning id`,
      [id, turn],
    );
    return noted.length > 0;
  }

  /** The partner's folder is another one: neither what lies in the old one nor what that refused counts any more. */
  async beginAnew(tx: Tx, partner: string): Promise<void> {
    await tx.query(
      `update sftp_pushes set state = 'waiting', attempts = 0, reason = null, next_at = now()
        where partner = $1 and state in ${open}`,
      [partner],
    );
  }

  /** @returns false when it was settled already, is to be put elsewhere now, or is another's */
  async settle(tx: Tx, { id, turn }: DuePush, state: 'delivered' | 'failed', reason: string | null): Promise<boolean> {
    const settled = await tx.query(
      `update sftp_pushes
          set state = $2, reason = $3, attempts = attempts + case when $2 = 'delivered' then 1 else 0 end,
              settled_at = now(), next_at = null
        where id = $1 and state in ${open} and next_at = $4::timestamptz returning id`,
      [id, state, reason, turn],
    );
    return settled.length > 0;
  }

  /**
   * One more attempt in vain, unless it is settled, is to be put elsewhere now, or is another's.
   * @returns false when it was the last one, by the schedule that all partners share
   */
  async putOff(tx: Tx, { id, turn }: DuePush, reason: string): Promise<boolean> {
    const [row] = await tx.query<{ attempts: number }>(
      `update sftp_pushes set attempts = attempts + 1, reason = $2
        where id = $1 and state in ${open} and next_at = $3::timestamptz returning attempts`,
      [id, reason, turn],
    );
    if (!row) return true;
    const pause = pauseMs(row.attempts, null, Math.random());
    if (pause === null) return false;
    await tx.query(`update sftp_pushes set next_at = now() + $2 * interval '1 millisecond' where id = $1`, [id, pause]);
    return true;
  }

  /** The latest hundred. */
  list(tx: Tx, partner: string): Promise<object[]> {
    return tx.query(
      `select id, interchange, state, reason, attempts, next_at as "nextAt", created_at as "createdAt", settled_at as "settledAt"
         from sftp_pushes where partner = $1 order by created_at desc, id limit 100`,
      [partner],
    );
  }
}
