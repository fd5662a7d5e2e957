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
  readonly attempts: number;
}

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
      `select id, interchange, state, attempts from sftp_pushes
        where partner = $1 and state in ${open} and next_at <= now() order by created_at, id limit ${atOnce}`,
      [partner],
    );
  }

  /** The whole of it lies there under its temporary name. */
  async uploaded(tx: Tx, { id }: DuePush): Promise<void> {
    await tx.query(`update sftp_pushes set state = 'uploaded' where id = $1 and state = 'waiting'`, [id]);
  }

  /** @returns false when it was settled already */
  async settle(tx: Tx, { id }: DuePush, state: 'delivered' | 'failed', reason: string | null): Promise<boolean> {
    const settled = await tx.query(
      `update sftp_pushes
          set state = $2, reason = $3, attempts = attempts + case when $2 = 'delivered' then 1 else 0 end,
              settled_at = now(), next_at = null
        where id = $1 and state in ${open} returning id`,
      [id, state, reason],
    );
    return settled.length > 0;
  }

  /** One more attempt in vain. @returns false when it was the last one, by the schedule that all partners share */
  async putOff(tx: Tx, { id }: DuePush, reason: string): Promise<boolean> {
    const [row] = await tx.query<{ attempts: number }>(
      'update sftp_pushes set attempts = attempts + 1, reason = $2 where id = $1 returning attempts',
      [id, reason],
    );
    const pause = pauseMs(row?.attempts ?? 1, null, Math.random());
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
