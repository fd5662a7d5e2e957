import { canonicalHash, type Json } from './hash.ts';

/** An event as it travels: what every party to it can be told. */
export interface TrailEvent {
  readonly id: string;
  readonly type: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  /** of the aggregate, from 1 */
  readonly version: number;
  readonly orderId: string | null;
  readonly parties: readonly string[];
  readonly actor: Json;
  /** `2026-12-01` */
  readonly businessDate: string;
  readonly occurredAt: Date;
  /** the event in protobuf's binary form */
  readonly payload: Uint8Array;
}

/** An event together with what its row says beside it; of the row only the published mark is left out. */
export interface RecordedEvent {
  readonly event: TrailEvent;
  /** of the row in the service's outbox */
  readonly position: string;
  readonly traceparent: string | null;
  /** id of the event that it answers */
  readonly causedBy: string | null;
}

/** The event in a form that JSON can carry; instants in UTC with milliseconds, the payload in base64. */
export const jsonOf = (event: TrailEvent): { readonly [name: string]: Json } => ({
  id: event.id,
  type: event.type,
  aggregate: event.aggregate,
  aggregateId: event.aggregateId,
  version: event.version,
  orderId: event.orderId,
  parties: event.parties,
  actor: event.actor,
  businessDate: event.businessDate,
  occurredAt: event.occurredAt.toISOString(),
  payload: Buffer.from(event.payload).toString('base64'),
});

/**
 * Names the event's content. Whoever has the event, from the database or from Kafka, comes to the same value; who has
 * it not learns nothing, for its id is random.
 */
export const digestOf = (event: TrailEvent): string => canonicalHash(jsonOf(event));

/** Events of an order are one chain per service; what belongs to no order is its actor's organisation's. */
export const chainOf = ({ orderId, actor, parties }: TrailEvent): string => {
  if (orderId) return `order:${orderId}`;
  const organisation = actor !== null && typeof actor === 'object' && 'organisation' in actor && actor.organisation;
  return `organisation:${typeof organisation === 'string' ? organisation : (parties[0] ?? '')}`;
};
