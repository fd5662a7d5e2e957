import { digestOf, type RecordedEvent } from './event.ts';
import { sha256 } from './hash.ts';

/** Where an event stands in the history. */
export interface Place {
  readonly service: string;
  /** of the service's seals, from 1 without a gap */
  readonly number: number;
  readonly chain: string;
  /** of the chain, from 1 without a gap */
  readonly link: number;
}

export interface Seal extends Place {
  readonly eventId: string;
  /** SHA-256, hexadecimal */
  readonly hash: string;
}

/** The last link of a chain. */
export interface Head {
  readonly link: number;
  readonly hash: string;
}

export const noHead: Head = { link: 0, hash: '0'.repeat(64) };

/**
 * What makes a link: its place, everything the event's row says, and the hash of the link before; as canonical JSON,
 * which this is as long as its members stand in order.
 * @param digest of the event, when it is known already
 */
export const sealHash = (
  { service, number, chain, link }: Place,
  previous: string,
  record: RecordedEvent,
  digest: string = digestOf(record.event),
): string =>
  sha256(
    JSON.stringify({
      causedBy: record.causedBy,
      chain,
      digest,
      link,
      number,
      position: record.position,
      previous,
      service,
      traceparent: record.traceparent,
    }),
  );
