import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { type FeedReading, headersOf, type JudgedRow, readFeed } from '@tradeloom/feeds';
import { type FeedKnowledge, knowledgeOf } from '../feeds/feed-knowledge.ts';
import { blankFeed, type FeedFacts, type Interchange, type RowFate } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { eventOf } from './document-events.ts';
import { fitsTheBus, tooLargeForTheBus } from './fits-the-bus.ts';
import { numbersOf } from './numbers-of.ts';
import type { Reading } from './reading.ts';
import { holdsNul, unreadable } from './unreadable.ts';

/** The fate of a feed, and how it was read. */
export interface SheetReading extends Reading {
  readonly feed: FeedReading;
}

const rowFate = ({ row, verdict, errors, document, fingerprint }: JudgedRow): RowFate => ({
  row,
  numbers: numbersOf(document),
  verdict,
  orderId: null,
  errors: errors.map((e) => ({ ...e })),
  fingerprint: (verdict === 'accepted' && fingerprint?.()) || null,
});

/** In a text anywhere inside: neither the database nor a partner could take it. */
const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
};

/** A supplier's CSV or XLSX: every row on its own, the good ones taken even where others are not, if he wants it so. */
@Injectable()
export class ReadSheet {
  /** Writes nothing: what production would do with a file is what it does. */
  async read(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<SheetReading> {
    const knowledge = await knowledgeOf(tx, partner, interchange);
    const feed = await readFeed(content, knowledge.context);
    const format = feed.sheet?.source.format ?? 'unknown';
    if ([feed.rows, feed.errors, feed.columns].some(hasNul)) {
      return { ...unreadable(format, holdsNul), feed: { ...feed, rows: [], documents: [] } };
    }
    const events = eventsOf(feed, partner, interchange);
    const fits = events.every(fitsTheBus);
    return {
      judgement: {
        format,
        charset: feed.sheet?.source.charset ?? null,
        control: null,
        controls: [],
        errors: [...feed.errors.map((e) => ({ ...e })), ...(fits ? [] : [tooLargeForTheBus])],
        messages: [],
        rows: feed.rows.map(rowFate),
        rejected: feed.verdict === 'rejected' || !fits,
        feed: factsOf(feed, knowledge, interchange),
      },
      acknowledgements: [],
      events: fits ? events : [],
      feed,
    };
  }
}

const eventsOf = ({ documents, kind }: FeedReading, partner: Partner, { id }: Interchange) =>
  documents.flatMap(({ document, rows }) => {
    const ref = {
      interchangeId: id,
      messageType: `feed-${kind ?? 'unknown'}`,
      messageControl: rows.join(','),
      groupControl: '',
      position: 0,
    };
    return eventOf(document, { sender: partner.organisation, receiver: partner.counterparty, ref, rows }) ?? [];
  });

const factsOf = (
  { sheet, headerIndex, kind }: FeedReading,
  { context, mappings, forerunner }: FeedKnowledge,
  { feed }: Interchange,
): FeedFacts => {
  const header = sheet?.rows[headerIndex ?? -1];
  const mapping = mappings.find((one) => one.kind === kind);
  return {
    ...(feed ?? blankFeed),
    ...forerunner(),
    take: context.take ?? null,
    kind: kind ?? null,
    headers: header ? headersOf(header) : [],
    mapping: mapping ? { id: mapping.id, number: mapping.number } : null,
  };
};
