import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { ForEverybody } from '../partners/for-everybody.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { partnerActor } from '../partners/partner-actor.ts';
import type { SftpConnection } from './connection.rules.ts';
import { Connections } from './connection.table.ts';

/** A partner's server that is to be visited now. */
export interface Visited {
  readonly connection: SftpConnection;
  readonly partner: Partner;
  /** Who brings what we fetch. */
  readonly actor: Actor;
  /** It is time to look into the folder; otherwise there is only something to be put there. */
  readonly isPoll: boolean;
}

/** How it goes with a partner's server. */
export interface Standing {
  readonly polledAt: Date | null;
  readonly nextPollAt: Date;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly trouble: string | null;
}

const atOnce = 10;
/** Renewed while a visit lasts: whoever dies on one gives the server back after this. */
const lease = '1 minute';

const claim = `
  with chosen as (
    select id, next_poll_at <= now() as "isPoll" from sftp_connections connection
     where enabled and (leased_until is null or leased_until <= now())
       and (next_poll_at <= now() or put_into is not null and exists (
             select 1 from sftp_pushes where partner = connection.id and next_at <= now()))
     order by next_poll_at limit ${atOnce} for update skip locked)
  update sftp_connections connection
     set leased_until = now() + interval '${lease}', polled_at = case when "isPoll" then now() else polled_at end,
         next_poll_at = case when "isPoll" then now() + poll_seconds * (0.9 + 0.2 * random()) * interval '1 second'
                        else next_poll_at end
    from chosen
   where connection.id = chosen.id returning connection.id, "isPoll"`;

/** Which partners' servers there are, whose turn it is, and how it went. */
@Injectable()
export class ConnectionsRegister {
  constructor(private readonly everybody: ForEverybody) {}

  /** Whose turn it is; nobody else visits them meanwhile. */
  async claim(): Promise<Visited[]> {
    const claimed = await this.everybody.run(async (tx, kinds) => {
      const turns = await tx.query<{ id: string; isPoll: boolean }>(claim);
      const ids = turns.map(({ id }) => id);
      const connections = await tx.find(Connections, { id: In(ids) });
      const partners = new Map((await tx.find(Partners, { id: In(ids) })).map((partner) => [partner.id, partner]));
      return turns.flatMap(({ id, isPoll }) => {
        const [connection, partner] = [connections.find((one) => one.id === id), partners.get(id)];
        const actor = partner && partnerActor(partner, kinds);
        return connection && partner && actor ? [{ connection, partner, actor, isPoll }] : [];
      });
    });
    return claimed ?? [];
  }

  /** The visit still lasts. */
  async renew(tx: Tx, id: string): Promise<void> {
    await tx.query(`update sftp_connections set leased_until = now() + interval '${lease}' where id = $1`, [id]);
  }

  /**
   * When the next look is, was said when the turn was given: who has asked for one meanwhile gets it.
   * @param refused what was refused of single files; whoever has not looked into the folder leaves what is said of it
   */
  async succeeded(tx: Tx, { partner, isPoll }: Visited, refused: string | null): Promise<void> {
    await tx.query(
      `update sftp_connections
          set leased_until = null, failures = 0, failing_since = null,
              trouble = case when $2 or failures > 0 then $3 else trouble end
        where id = $1`,
      [partner.id, isPoll, refused],
    );
  }

  /** @returns how often it has failed in a row */
  async failed(tx: Tx, id: string, trouble: string): Promise<number> {
    const [row] = await tx.query<{ failures: number }>(
      `update sftp_connections
          set failures = failures + 1, failing_since = coalesce(failing_since, now()), trouble = $2
        where id = $1 returning failures`,
      [id, trouble],
    );
    return row?.failures ?? 1;
  }

  /** Nobody comes before then, neither to look nor to put anything there. */
  async rest(tx: Tx, id: string, until: Date): Promise<void> {
    await tx.query('update sftp_connections set leased_until = null, next_poll_at = $2 where id = $1', [id, until]);
    await tx.query(
      `update sftp_pushes set next_at = greatest(next_at, $2) where partner = $1 and next_at is not null`,
      [id, until],
    );
  }

  /** Given back, to be looked at again after a pause. @param pause milliseconds */
  async giveBack(tx: Tx, id: string, pause: number): Promise<void> {
    await tx.query(
      `update sftp_connections set leased_until = null, next_poll_at = now() + $2 * interval '1 millisecond' where id = $1`,
      [id, pause],
    );
  }

  async standingOf(tx: Tx, id: string): Promise<Standing> {
    const [standing] = await tx.query<Standing>(
      `select polled_at as "polledAt", next_poll_at as "nextPollAt", failures, failing_since as "failingSince", trouble
         from sftp_connections where id = $1`,
      [id],
    );
    if (!standing) throw new Error(`there is no connection of ${id}`);
    return standing;
  }

  /** It is looked at now. */
  async hurry(tx: Tx, id: string): Promise<void> {
    await tx.query('update sftp_connections set next_poll_at = now() where id = $1', [id]);
  }
}
