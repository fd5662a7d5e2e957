import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { columnsOfEntry, type EntryRow, type PublicEvent, publicEventOf } from './public-event.ts';

class WhichEvents {
  @TextField({ optional: true, max: 60, description: '`next` of the page before; the oldest events without it' })
  after?: string;
  @TextField({ optional: true, max: 2_000, description: 'types, divided by commas; all when left out' })
  types?: string;
}

const pageSize = 100;
const cursor = /^(\d{1,20})-(\d{1,19})$/;

/** The place before everything. */
const begin = '0-0';

/**
 * The same events as by webhook, for systems that nobody can call: asked for again and again with the last cursor, each comes
 * once. An event is shown when no transaction is open any more that could put another one before it.
 */
@Controller('events')
export class PollEvents {
  constructor(private readonly transactions: Transactions) {}

  /** A hundred at most; `next` is where to go on, also when there was nothing new. */
  @Get()
  @Allow({})
  async handle(@Query() { after = begin, types }: WhichEvents): Promise<{ items: PublicEvent[]; next: string }> {
    const place = cursor.exec(after);
    must(place !== null, 'gateway.events.cursor', { en: 'This is no cursor of ours', zh: '游标无效' });
    // Ordered by the table's columns: bare names would mean the texts that are selected, in which 10 comes before 9.
    const rows = await this.transactions.run((tx) =>
      tx.query<EntryRow & { written: string; position: string }>(
        `select ${columnsOfEntry}, written::text, position::text from timeline
          where (written, position) > ($1::xid8, $2::bigint) and written < pg_snapshot_xmin(pg_current_snapshot())
            and ($3::text[] is null or replace(service, '-', '_') || '.' || type = any ($3))
          order by timeline.written, timeline.position limit ${pageSize}`,
        [place[1], place[2], types?.split(',') ?? null],
      ),
    );
    const last = rows.at(-1);
    return { items: rows.map(publicEventOf), next: last ? `${last.written}-${last.position}` : after };
  }
}
