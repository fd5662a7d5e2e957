import { toJson } from '@bufbuild/protobuf';
import { schemaOf } from '@tradeloom/chassis';
import { fields, type ReadColumn } from '@tradeloom/feeds';
import type { Announcement, DomainEvent } from '@tradeloom/kernel';
import { shownInterchange } from '../mailboxes/shown-interchange.ts';
import type { Preview } from './preview-feeds.ts';

const columnOf = ({ index: _index, field, candidates, ...rest }: ReadColumn) => ({
  ...rest,
  field,
  title: field && { en: fields[field].en, zh: fields[field].zh },
  candidates: candidates.map((candidate) => ({
    ...candidate,
    title: { en: fields[candidate.field].en, zh: fields[candidate.field].zh },
  })),
});

const eventOf = (announcement: Announcement) => {
  const event = 'event' in announcement ? (announcement.event as DomainEvent) : announcement;
  const schema = schemaOf(event.$typeName);
  return { type: event.$typeName, event: toJson(schema, event as Parameters<typeof toJson>[1]) };
};

/** What the preview answers: the fate that the file would have, how it was read, and what would be told. */
export const shownPreview = ({ interchange, feed, events }: Preview) => {
  const { status, format, charset, errors, rows, feed: facts } = shownInterchange(interchange);
  const source = feed.sheet?.source;
  return {
    status,
    format,
    charset,
    ...(source?.format === 'csv' && {
      confidence: source.confidence,
      because: source.because,
      delimiter: source.dialect.delimiter as string,
    }),
    kind: feed.kind ?? null,
    likelyKind: feed.likelyKind ?? null,
    take: facts?.take ?? null,
    corrects: facts?.corrects ?? null,
    mapping: facts?.mapping ?? null,
    columns: feed.columns.map(columnOf),
    errors,
    rows: rows.map(({ row, verdict, errors: wrong }, i) => ({
      row,
      verdict,
      errors: wrong,
      document: feed.rows[i]?.document ?? null,
    })),
    events: events.map(eventOf),
  };
};
