import type { Text } from '@tradeloom/kernel';

/** An event as the systems of its parties are told: by webhook, or when they ask. */
export interface PublicEvent {
  readonly id: string;
  /** `orders.OrderAccepted`, as in docs/events. */
  readonly type: string;
  readonly at: Date;
  readonly businessDate: string;
  /** To be read at `/api/v1/orders/{id}`; null for an event of no order. */
  readonly orderId: string | null;
  readonly actor: { readonly login: string; readonly organisation: string };
  readonly text: Text;
  readonly traceId: string | null;
  /** SHA-256 of the event in canonical form: the same for every party to it. */
  readonly digest: string | null;
}

export interface EntryRow {
  event_id: string;
  order_id: string | null;
  occurred_at: Date;
  business_date: string;
  service: string;
  type: string;
  actor: PublicEvent['actor'];
  text_en: string;
  text_zh: string;
  trace_id: string | null;
  digest: string | null;
}

export const columnsOfEntry =
  'event_id, order_id, occurred_at, business_date, service, type, actor, text_en, text_zh, trace_id, digest';

/** `logistics-documents` is `logistics_documents` where names are divided by points. */
export const publicTypeOf = (service: string, type: string): string => `${service.replaceAll('-', '_')}.${type}`;

export const publicEventOf = (row: EntryRow): PublicEvent => ({
  id: row.event_id,
  type: publicTypeOf(row.service, row.type),
  at: row.occurred_at,
  businessDate: row.business_date,
  orderId: row.order_id,
  actor: { login: row.actor.login, organisation: row.actor.organisation },
  text: { en: row.text_en, zh: row.text_zh },
  traceId: row.trace_id,
  digest: row.digest,
});
