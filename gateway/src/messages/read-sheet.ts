import { Injectable } from '@nestjs/common';
import { type JudgedRow, readFeed } from '@tradeloom/feeds';
import { feedContextOf } from '../mailboxes/feed-context.ts';
import type { Interchange, RowFate } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { eventOf } from './document-events.ts';
import type { Reading } from './reading.ts';

const rowFate = ({ row, verdict, errors }: JudgedRow): RowFate => ({
  row,
  verdict,
  orderId: null,
  errors: errors.map((e) => ({ ...e })),
});

/** A supplier's CSV or XLSX: every row on its own, the good ones taken even where others are not. */
@Injectable()
export class ReadSheet {
  async read(partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> {
    const reading = await readFeed(content, feedContextOf(interchange));
    const messageType = `feed-${reading.kind ?? 'unknown'}`;
    const events = reading.documents.flatMap(({ document, rows }) => {
      const ref = {
        interchangeId: interchange.id,
        messageType,
        messageControl: rows.join(','),
        groupControl: '',
      };
      return eventOf(document, { sender: partner.organisation, receiver: partner.counterparty, ref, rows }) ?? [];
    });
    return {
      judgement: {
        format: reading.sheet?.source.format ?? 'unknown',
        charset: reading.sheet?.source.charset ?? null,
        control: null,
        errors: reading.errors.map((e) => ({ ...e })),
        messages: [],
        rows: reading.rows.map(rowFate),
        rejected: reading.verdict === 'rejected',
      },
      acknowledgements: [],
      events,
    };
  }
}
