import { digestOf, type RecordedEvent } from './event.ts';
import { canonicalHash } from './hash.ts';

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

/** What makes a link: its place, everything the event's row says, and the hash of the link before. */
export const sealHash = ({ service, number, chain, link }: Place, previous: string, record: RecordedEvent): string =>
  canonicalHash({
    service,
    number,
    chain,
    link,
    previous,
    digest: digestOf(record.event),
    position: record.position,
    traceparent: record.traceparent,
    causedBy: record.causedBy,
  });
