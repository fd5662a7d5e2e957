import { type DomainEvent, type Outcome, unchanged } from '@tradeloom/kernel';
import { type Channel, type FileError, type Interchange } from './interchange.rules.ts';

/**
 * The partner's 997, TA1 or CONTRL about a file we sent: acknowledged, or rejected as a whole. The first one counts.
 * @param by the interchange that holds it
 * @param errors why, where that stands in it and nowhere else
 */
export const settle =
  (outcome: string, by: string, settled: DomainEvent, errors: readonly FileError[] = []) =>
  (interchange: Interchange): Outcome<Interchange> =>
    interchange.status === 'sent'
      ? {
          state: {
            ...interchange,
            status: outcome === 'rejected' ? 'rejected' : 'acknowledged',
            acknowledgedBy: by,
            errors: [...interchange.errors, ...errors],
          },
          events: [settled],
        }
      : unchanged(interchange);

/**
 * The partner's application refuses a document of ours that his translator could read. A later refusal adds its reasons.
 * @param by the interchange that holds his advice
 */
export const refuseSent =
  (errors: readonly FileError[], by: string, refused: DomainEvent) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: {
      ...interchange,
      status: 'refused',
      errors: [...interchange.errors, ...errors],
      acknowledgedBy: interchange.acknowledgedBy ?? by,
    },
    events: [refused],
  });

/** The partner has fetched the whole of a file of ours. The first time counts. */
export const collect =
  (channel: Channel, at: Date) =>
  (interchange: Interchange): Outcome<Interchange> =>
    interchange.collectedAt
      ? unchanged(interchange)
      : { state: { ...interchange, channel, collectedAt: at }, events: [] };

/** The partner needs to see it no more, and so has it. */
export const clear =
  (channel: Channel, at: Date) =>
  (interchange: Interchange): Outcome<Interchange> => ({
    state: { ...collect(channel, at)(interchange).state, clearedAt: interchange.clearedAt ?? at },
    events: [],
  });
