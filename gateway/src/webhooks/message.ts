import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { columnsOfEntry, type EntryRow, type PublicEvent, publicEventOf } from '../timeline/public-event.ts';

/** What is posted: type and time at the top, the event as its party may know it below (Standard Webhooks, "Payload"). */
export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

/** One id for all attempts and endpoints: receivers know by it what they have already. */
export const messageOf = (event: PublicEvent): WebhookMessage => ({
  id: `msg_${event.id}`,
  body: JSON.stringify({ type: event.type, timestamp: event.at, data: event }),
});

export const messageFor = async (tx: Tx, eventId: string): Promise<WebhookMessage> => {
  const [row] = await tx.query<EntryRow>(`select ${columnsOfEntry} from timeline where event_id = $1`, [eventId]);
  if (!row) throw notFound('event', eventId);
  return messageOf(publicEventOf(row));
};
