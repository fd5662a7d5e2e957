import { randomUUID } from 'node:crypto';
import { toBinary } from '@bufbuild/protobuf';
import type { Announcement, DomainEvent } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import { activeTraceparent } from '../telemetry/tracing.ts';
import { asMessage, schemaOf } from './event-types.ts';

interface Source {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly versionBefore: number;
  readonly parties: readonly string[];
  readonly by: Actor;
  readonly today: string;
  readonly causedBy: string | undefined;
}

const columns =
  'id, aggregate, aggregate_id, version, order_id, type, payload, parties, actor, business_date, traceparent, caused_by';
const columnCount = 12;

const orderIdOf = (event: DomainEvent): string | null => {
  const id: unknown = 'orderId' in event ? event.orderId : null;
  return typeof id === 'string' && id !== '' ? id : null;
};

/**
 * Appends events to the service's `events` table: the outbox that the relay drains and the trail that both
 * sides read. Called while the aggregate's row is locked, so that position and version rise together.
 */
export const appendEvents = async (
  query: (sql: string, parameters: unknown[]) => Promise<unknown>,
  source: Source,
  announcements: readonly Announcement[],
): Promise<void> => {
  if (announcements.length === 0) return;
  const rows = announcements.map((announcement, index) => {
    const { event, parties } =
      'event' in announcement && !('$typeName' in announcement)
        ? announcement
        : { event: announcement as DomainEvent, parties: source.parties };
    return [
      randomUUID(),
      source.aggregate,
      source.aggregateId,
      source.versionBefore + index + 1,
      orderIdOf(event),
      event.$typeName,
      Buffer.from(toBinary(schemaOf(event.$typeName), asMessage(event))),
      parties,
      JSON.stringify(source.by),
      source.today,
      activeTraceparent() ?? null,
      source.causedBy ?? null,
    ];
  });
  const values = rows.map(
    (_, row) => `(${Array.from({ length: columnCount }, (__, i) => `$${row * columnCount + i + 1}`)})`,
  );
  await query(`insert into events (${columns}) values ${values.join(', ')}`, rows.flat());
};
