import type { KeepUnreadable } from './unreadable-record.ts';

/** One event as it travels: CloudEvents attributes and Tradeloom's own as headers, protobuf as the body. */
export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly orderId: string | null;
  readonly parties: readonly string[];
  readonly actor: string;
  readonly businessDate: string;
  readonly source: string;
  readonly occurredAt: Date;
  readonly traceparent: string | null;
  readonly body: Uint8Array;
}

/** `any`: of all its neighbours, begun in their order; `other-keys`: of neighbours of other keys. */
export type Company = 'alone' | 'other-keys' | 'any';

/** What becomes of the records that a client brings. */
export interface Receiver {
  readonly deliver: (envelope: Envelope) => Promise<void>;
  /** Where what is no event of ours goes; without it, such a record holds up its partition. */
  readonly keep?: KeepUnreadable;
  /** Whose company the event may be delivered in; without it, in nobody's. */
  readonly inCompany?: (envelope: Envelope) => Company;
}

/** How events reach other services. One port, so that another client can stand beside the first. */
export abstract class Bus {
  /** Resolves when every envelope is acknowledged by all in-sync replicas; keeps the order per key. */
  abstract publish(envelopes: readonly Envelope[]): Promise<void>;
  /**
   * Delivers each event of the topics in order per key. The offset moves on only after `deliver` or `keep` has
   * resolved; when it throws, the same record comes again while other partitions go on.
   */
  abstract subscribe(topics: readonly string[], receiver: Receiver): Promise<void>;
  /** Finishes what is in flight, commits, and leaves the group; publishing goes on. */
  abstract unsubscribe(): Promise<void>;
  /** Unsubscribes and closes every connection. */
  abstract stop(): Promise<void>;
  /** What keeps events from arriving, one line each. */
  abstract problems(): string[];
}
