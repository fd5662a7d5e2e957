import type { Envelope } from '../events/bus.ts';
import { log } from '../log.ts';
import { traceIdOf } from './held-event.ts';
import type { Obstacle } from './held-events.ts';

const namesOf = (envelope: Envelope): object => {
  const { id: event, type, key, aggregate, aggregateId, version, orderId } = envelope;
  return {
    event,
    type,
    key,
    aggregate: `${aggregate}/${aggregateId}`,
    version,
    orderId,
    publishedIn: traceIdOf(envelope),
  };
};

/** An event failed as often as is allowed: said once, for a person. */
export const raiseAlarm = (envelope: Envelope, { error, reaction, tries }: Obstacle): void =>
  log.error(
    { ...namesOf(envelope), reaction, tries, err: error },
    'event quarantined: its key is held until it is replayed',
  );

export const alarmUnknown = (envelope: Envelope): void =>
  log.error(namesOf(envelope), 'event of a type that this release does not know: kept for the one that does');

export const alarmOverdue = (envelope: Envelope, error: string | null): void =>
  log.error({ ...namesOf(envelope), reason: error }, 'event waits too long for what must come before it');
