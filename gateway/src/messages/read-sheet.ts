import { Injectable } from '@nestjs/common';
import { type JudgedRow, readFeed } from '@tradeloom/feeds';
import { feedContextOf } from '../mailboxes/feed-context.ts';
import type { Interchange, RowFate } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { eventOf } from './document-events.ts';
import { fitsTheBus, tooLargeForTheBus } from './fits-the-bus.ts';
import { numbersOf } from './numbers-of.ts';
import type { Reading } from './reading.ts';
import { holdsNul, unreadable } from './unreadable.ts';

const rowFate = ({ row, verdict, errors, document }: JudgedRow): RowFate => ({
  row,
  numbers: numbersOf(document),
  verdict,
  orderId: null,
  errors: errors.map((e) => ({ ...e })),
});

/** In a text anywhere inside: neither the database nor a partner could take it. */
const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
};

/** A supplier's CSV or XLSX: every row on its own, the good ones taken even where others are not. */
@Injectable()
export class ReadSheet {
  async read(partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> {
    const reading = await readFeed(content, feedContextOf(interchange));
    const format = reading.sheet?.source.format ?? 'unknown';
    if (hasNul(reading.rows) || hasNul(reading.errors)) return unreadable(format, holdsNul);
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
    const fits = events.every(fitsTheBus);
    return {
      judgement: {
        format,
        charset: reading.sheet?.source.charset ?? null,
        control: null,
        controls: [],
        errors: [...reading.errors.map((e) => ({ ...e })), ...(fits ? [] : [tooLargeForTheBus])],
        messages: [],
        rows: reading.rows.map(rowFate),
        rejected: reading.verdict === 'rejected' || !fits,
      },
      acknowledgements: [],
      events: fits ? events : [],
    };
  }
}
