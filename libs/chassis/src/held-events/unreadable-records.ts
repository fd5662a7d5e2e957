import { Injectable } from '@nestjs/common';
import { notFound } from '@tradeloom/kernel';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import type { UnreadableRecord } from '../events/unreadable-record.ts';
import { log } from '../log.ts';
import { storable } from './held-event.ts';

interface Row {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  headers: [name: string, content: string | null][];
  bytes: number;
  reason: string;
  since: Date;
}

/** Without its content: nobody knows whose it is. */
export interface SeenUnreadable {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  /** their names */
  readonly headers: readonly string[];
  /** of the value; its size */
  readonly bytes: number;
  readonly reason: string;
  readonly since: Date;
}

export interface Discarded {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly because: string;
}

const listed = 1_000;
/** Readiness names so many; all are counted. */
const named = 20;

const base64 = (content: Uint8Array | null): string | null => content && Buffer.from(content).toString('base64');
const bufferOf = (content: Uint8Array | null): Buffer | null => content && Buffer.from(content);
const columns = `id, topic, partition, "offset", key, headers, coalesce(octet_length(value), 0) as bytes, reason, since`;

/**
 * What lay on a subscribed topic and is no event that can be read, in the service's own database: its partition goes
 * on. If it was an event after all, its successors miss a version: they wait for it, and nobody else does.
 */
@Injectable()
export class UnreadableRecords {
  constructor(private readonly db: DataSource) {}

  /** Once, however often it comes. */
  async keep({ topic, partition, offset, key, headers, value, reason }: UnreadableRecord): Promise<void> {
    const contents = JSON.stringify(headers.map(([name, content]) => [base64(Buffer.from(name)), base64(content)]));
    const [kept] = await this.db.query<{ id: string }[]>(
      `insert into unreadable_records (topic, partition, "offset", key, headers, value, reason)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
      [topic, partition, offset, bufferOf(key), contents, bufferOf(value), storable(reason)],
    );
    if (kept)
      log.error({ id: kept.id, topic, partition, offset, reason }, 'unreadable record kept: a person has to look');
  }

  /** What nobody has looked at, the oldest first. */
  async all(limit = listed): Promise<SeenUnreadable[]> {
    const rows = await this.db.query<Row[]>(
      `select ${columns} from unreadable_records where discarded_at is null order by id limit ${limit}`,
    );
    return rows.map(({ key, headers, ...row }) => ({
      ...row,
      key: key?.toString() ?? null,
      headers: headers.map(([name]) => Buffer.from(name, 'base64').toString()),
    }));
  }

  /** One line per record. */
  async problems(): Promise<string[]> {
    return (await this.all(named)).map(
      ({ topic, partition, offset, reason, since }) =>
        `unreadable record at ${topic}/${partition} offset ${offset} since ${since.toISOString()}: ${reason}`,
    );
  }

  /**
   * It stays, with who wanted no more of it, and why. Discarded twice, it is discarded as it was the first time.
   * @throws DomainError when there is none
   */
  async discard(id: string, by: Actor, because: string): Promise<Discarded> {
    await this.db.query(
      `update unreadable_records set discarded_at = now(), discarded_by = $2, because = $3
        where id = $1 and discarded_at is null`,
      [id, JSON.stringify(by), because],
    );
    const [discarded] = await this.db.query<Discarded[]>(
      `select id, discarded_at as at, discarded_by->>'login' as by, because from unreadable_records where id = $1`,
      [id],
    );
    if (!discarded) throw notFound('unreadable record', id);
    return discarded;
  }
}
