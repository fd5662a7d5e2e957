import type { Place } from './parties-and-items.ts';
import type { Conveyance, TransportParty, TransportReferences } from './transport.ts';

/** IFTSTA (214, 315): where consignments are, as the forwarder or carrier reports it. */
export interface TransportStatus {
  kind: 'transport-status';
  /** BGM 1004. */
  statusNumber: string;
  /** DTM+137. */
  statusDate: string;
  /** The same with its time, where one is stated, RFC 3339 with offset: of two reports of a day the later one counts. */
  reportedAt?: string;
  parties: TransportParty[];
  consignments: ConsignmentStatus[];
}

export interface ConsignmentStatus {
  /** The number that sender and receiver know it by: CNI C503 1004. */
  consignment: string;
  references?: TransportReferences;
  /** In the order in which they are reported; at least one. */
  events: TransportEvent[];
}

export interface TransportEvent {
  event: TransportEventKind;
  /** The partner's code of an event that is none of these, and its words: STS C555. */
  code?: string;
  description?: string;
  /** Has it happened, or is it expected? DTM+334 against DTM+132, 133, 17. */
  timing: 'actual' | 'estimated';
  /** RFC 3339 with offset. */
  at: string;
  /** `{ id: 'CNNGB', idQualifier: '6' }`: UN/LOCODE; LOC C517. */
  place?: Place;
  conveyance?: Conveyance;
  /** The containers it is about; none: the whole consignment. */
  containers?: string[];
  /** In words, e.g. why it is late: FTX. */
  remark?: string;
}

/** UN/ECE Recommendation 24, as far as a shipper waits for it; gates and loading have codes of ours. */
export type TransportEventKind =
  | 'booked'
  | 'collected'
  | 'gate-in'
  | 'customs-cleared'
  | 'loaded'
  | 'departed'
  | 'en-route'
  | 'arrived'
  | 'unloaded'
  | 'gate-out'
  | 'delivered'
  | 'delayed'
  | 'not-delivered'
  | 'other';
