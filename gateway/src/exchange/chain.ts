import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import type { As2State } from '../as2/as2-messages.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import type { PushState } from '../sftp-client/pushes.ts';
import { columnsOfEntry, type EntryRow, type PublicEvent, publicEventOf } from '../timeline/public-event.ts';

/** What belongs to one file: what came, what was said of it, what followed, what was sent for it, and what was said of that. */
export interface Chain {
  readonly interchanges: readonly Interchange[];
  readonly events: readonly PublicEvent[];
  /** How those of ours are doing that we bring to the partner ourselves. */
  readonly deliveries: readonly Delivery[];
}

/** A file of ours on its way to the partner's own machine. */
export interface Delivery {
  readonly interchange: string;
  readonly way: 'as2' | 'partner-sftp';
  readonly state: As2State | PushState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly settledAt: Date | null;
}

const foundAtMost = 50;
const chainAtMost = 200;
const eventsAtMost = 500;
const longestControl = 9;

/** X12 fills its numbers with zeros; nobody types them. */
const keysOf = (text: string): string[] => {
  const key = text.trim().toLowerCase();
  return /^\d{1,9}$/.test(key) ? [key, key.padStart(longestControl, '0'), key.padStart(4, '0')] : [key];
};

const find = `
  select id from interchanges where found_by && $1::text[] order by received_at desc, id limit ${foundAtMost}`;

/** The files of one trace, with those that acknowledge them or that they acknowledge. */
const linked = `
  with near as (
    select id, acknowledges, acknowledged_by from interchanges
     where id = $1 or trace_id = (select trace_id from interchanges where id = $1))
  select id from near
  union select acknowledges from near where acknowledges is not null
  union select acknowledged_by from near where acknowledged_by is not null
  union select answer.id from interchanges answer join near on answer.acknowledges = near.id
  union select sent.id from interchanges sent join near on sent.acknowledged_by = near.id
  limit ${chainAtMost}`;

const delivered = `
  select interchange, way, state, reason, attempts, next_at as "nextAt", settled_at as "settledAt"
    from (select interchange, 'as2' as way, state, reason, attempts, next_at, settled_at from as2_messages
           where direction = 'out'
          union all
          select interchange, 'partner-sftp', state, reason, attempts, next_at, settled_at from sftp_pushes) ways
   where interchange = any ($1)`;

/** Finds files by any number that stands in them, and what belongs to them. */
@Injectable()
export class Chains {
  /** The latest fifty. @param text id, ISA13 or UNB 0020, GS06, ST02 or UNH 0062, number of an order or document, file name, trace */
  async find(tx: Tx, text: string): Promise<Interchange[]> {
    const found = await tx.query<{ id: string }>(find, [keysOf(text)]);
    return tx.find(Interchanges, { id: In(found.map(({ id }) => id)) }, { receivedAt: 'DESC', id: 'ASC' });
  }

  /** @throws DomainError not-found for a file that is not the caller's */
  async of(tx: Tx, id: string): Promise<Chain> {
    await tx.one(Interchanges, id);
    const ids = (await tx.query<{ id: string }>(linked, [id])).map((row) => row.id);
    const interchanges = await tx.find(Interchanges, { id: In(ids) }, { receivedAt: 'ASC', id: 'ASC' });
    const traces = interchanges.flatMap(({ traceId }) => traceId ?? []);
    const events = await tx.query<EntryRow>(
      `select ${columnsOfEntry} from timeline where trace_id = any ($1) or interchange = any ($2) order by occurred_at, event_id limit ${eventsAtMost}`,
      [traces, ids],
    );
    const deliveries = await tx.query<Delivery>(delivered, [ids]);
    return { interchanges, events: events.map(publicEventOf), deliveries };
  }
}
