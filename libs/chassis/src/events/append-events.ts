import { randomUUID } from 'node:crypto';
import type { Announcement, DomainEvent } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import { placesFor, prepared, type Statement } from '../database/statements.ts';
import { activeTraceparent } from '../telemetry/tracing.ts';
import { encoded } from './event-types.ts';

interface Source {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly versionBefore: number;
  readonly parties: readonly string[];
  readonly by: Actor;
  readonly today: string;
  readonly causedBy: string | undefined;
}

const orderIdOf = (event: DomainEvent): string | null => {
  const id: unknown = 'orderId' in event ? event.orderId : null;
  return typeof id === 'string' && id !== '' ? id : null;
};

/** Events as rows of the service's `events` table. */
export const eventRows = (source: Source, announcements: readonly Announcement[]): unknown[][] => {
  if (announcements.length === 0) return [];
  const traceparent = activeTraceparent() ?? null;
  const actor = JSON.stringify(source.by);
  return announcements.map((announcement, index) => {
    const { event, parties } =
      'event' in announcement && !('$typeName' in announcement)
        ? announcement
        : { event: announcement as DomainEvent, parties: source.parties };
    const bytes = encoded(event);
    return [
      randomUUID(),
      source.aggregate,
      source.aggregateId,
      source.versionBefore + index + 1,
      orderIdOf(event),
      event.$typeName,
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      parties,
      actor,
      source.today,
      traceparent,
      source.causedBy ?? null,
    ];
  });
};

const columns =
  'id, aggregate, aggregate_id, version, order_id, type, payload, parties, actor, business_date, traceparent, caused_by';

/**
 * Changes of aggregates, as parts of a statement, together with their events: the outbox that the relay drains and the
 * trail that both sides read. One statement, while the aggregates' rows are locked or new, so that position and version
 * rise together. @param values of the parts, appended to
 */
export const withEvents = (changes: readonly string[], rows: readonly unknown[][], values: unknown[]): Statement => {
  const last = rows.length > 0 ? `insert into events (${columns}) values ${placesFor(rows, values)}` : changes.at(-1);
  const before = rows.length > 0 ? changes : changes.slice(0, -1);
  const parts = before.map((change, i) => `change${i} as (${change})`);
  return prepared(`${parts.length > 0 ? `with ${parts.join(', ')} ` : ''}${last}`, values);
};
