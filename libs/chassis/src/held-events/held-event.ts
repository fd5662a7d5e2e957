import type { Envelope } from '../events/bus.ts';
import { maskedWords } from './mask-payload.rules.ts';
import { readablePayload } from './payload.ts';
import type { LaneState } from './turn.rules.ts';

/** `unknown`: of a type that this release does not know; kept for the one that does, and holding back nobody. */
export type HeldState = LaneState | 'unknown';

export interface HeldEvent {
  readonly seq: string;
  readonly state: HeldState;
  readonly tries: number;
  readonly since: Date;
  readonly reaction: string | null;
  readonly error: string | null;
  readonly stack: string | null;
  readonly envelope: Envelope;
}

export interface HeldRow {
  seq: string;
  event_id: string;
  key: string;
  type: string;
  source: string;
  aggregate: string;
  aggregate_id: string;
  version: number;
  order_id: string | null;
  parties: string[];
  actor: string;
  business_date: string;
  occurred_at: Date;
  traceparent: string | null;
  payload: Buffer;
  state: HeldState;
  tries: number;
  since: Date;
  reaction: string | null;
  error: string | null;
  stack: string | null;
}

export const heldEventOf = (row: HeldRow): HeldEvent => ({
  seq: row.seq,
  state: row.state,
  tries: row.tries,
  since: row.since,
  reaction: row.reaction,
  error: row.error,
  stack: row.stack,
  envelope: {
    id: row.event_id,
    type: row.type,
    key: row.key,
    aggregate: row.aggregate,
    aggregateId: row.aggregate_id,
    version: row.version,
    orderId: row.order_id,
    parties: row.parties,
    actor: row.actor,
    businessDate: row.business_date,
    source: row.source,
    occurredAt: row.occurred_at,
    traceparent: row.traceparent,
    body: row.payload,
  },
});

/** The trace in which the event was published. */
export const traceIdOf = ({ traceparent }: Envelope): string | null => traceparent?.split('-')[1] ?? null;

/** Why it was tried in vain, for eyes that may not know what the event says. */
export const shownError = ({ error, envelope }: Pick<HeldEvent, 'error' | 'envelope'>): string | null =>
  error === null ? null : maskedWords(error, readablePayload(envelope));

/** PostgreSQL holds no NUL in a text. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

export const wordsOf = (error: unknown): { error: string; stack: string | null } => ({
  error: storable(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  stack: error instanceof Error && error.stack !== undefined ? storable(error.stack) : null,
});
