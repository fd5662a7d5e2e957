import { type Interchange, shownRow } from './interchange.rules.ts';

/** A file's fate as its partner and the partner's counterparty see it. */
export const shownInterchange = ({
  by: _by,
  clearedAt: _clearedAt,
  controls: _controls,
  parties: _parties,
  traceparent: _traceparent,
  rows,
  feed,
  version: _version,
  ...rest
}: Interchange) => ({
  ...rest,
  rows: rows.map(shownRow),
  feed: feed && { take: feed.take, corrects: feed.corrects, kind: feed.kind, mapping: feed.mapping },
});
