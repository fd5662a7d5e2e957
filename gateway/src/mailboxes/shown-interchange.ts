import type { Interchange } from './interchange.rules.ts';

/** A file's fate as its partner and the partner's counterparty see it. */
export const shownInterchange = ({
  by: _by,
  clearedAt: _clearedAt,
  controls: _controls,
  parties: _parties,
  traceparent: _traceparent,
  version: _version,
  ...rest
}: Interchange) => rest;
