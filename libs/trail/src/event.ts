import { canonical, type Json, sha256 } from './hash.ts';

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
export const jsonOf = (event: TrailEvent) => ({
  actor: event.actor,
  aggregate: event.aggregate,
  aggregateId: event.aggregateId,
  businessDate: event.businessDate,
  id: event.id,
  occurredAt: event.occurredAt.toISOString(),
  orderId: event.orderId,
  parties: event.parties,
  payload: Buffer.from(event.payload.buffer, event.payload.byteOffset, event.payload.byteLength).toString('base64'),
  type: event.type,
  version: event.version,
});

/**
 * Names the event's content. Whoever has the event, from the database or from Kafka, comes to the same value; who has
 * it not learns nothing, for its id is random. Texts, whole numbers and members in order are canonical JSON as they
 * are; only the actor, whose members the database orders, is put in order.
 */
export const digestOf = (event: TrailEvent): string => {
  const { actor, ...inOrder } = jsonOf(event);
  return sha256(`{"actor":${canonical(actor)},${JSON.stringify(inOrder).slice(1)}`);
};

/** Events of an order are one chain per service; what belongs to no order is its actor's organisation's. */
export const chainOf = ({ orderId, actor, parties }: TrailEvent): string => {
  if (orderId) return `order:${orderId}`;
  const organisation = actor !== null && typeof actor === 'object' && 'organisation' in actor && actor.organisation;
  return `organisation:${typeof organisation === 'string' ? organisation : (parties[0] ?? '')}`;
};
