import type { RecordedEvent } from './event.ts';
import type { Json } from './hash.ts';

/** A row of a service's `events`, as `eventColumns` reads it. */
export interface EventRow {
  readonly id: string;
  readonly position: string;
  readonly aggregate: string;
  readonly aggregate_id: string;
  readonly version: number;
  readonly order_id: string | null;
  readonly type: string;
  readonly payload: Buffer;
  readonly parties: string[];
  readonly actor: Json;
  readonly business_date: string;
  readonly occurred_ms: string;
  readonly traceparent: string | null;
  readonly caused_by: string | null;
}

/** All columns of `events e` but the published mark, in forms that lose nothing on their way. */
export const eventColumns = `e.id, e.position::text, e.aggregate, e.aggregate_id, e.version, e.order_id, e.type, e.payload,
  e.parties, e.actor, e.business_date::text, (extract(epoch from e.occurred_at) * 1000)::bigint::text as occurred_ms,
  e.traceparent, e.caused_by`;

export const recordOf = (row: EventRow): RecordedEvent => ({
  event: {
    id: row.id,
    type: row.type,
    aggregate: row.aggregate,
    aggregateId: row.aggregate_id,
    version: row.version,
    orderId: row.order_id,
    parties: row.parties,
    actor: row.actor,
    businessDate: row.business_date,
    occurredAt: new Date(Number(row.occurred_ms)),
    payload: row.payload,
  },
  position: row.position,
  traceparent: row.traceparent,
  causedBy: row.caused_by,
});
