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

export type Deliver = (envelope: Envelope) => Promise<void>;

/** How events reach other services. One port, so that another client can stand beside the first. */
export abstract class Bus {
  /** Resolves when every envelope is acknowledged by all in-sync replicas; keeps the order per key. */
  abstract publish(envelopes: readonly Envelope[]): Promise<void>;
  /**
   * Delivers each event of the topics in order per partition. The offset moves on only after `deliver`
   * has resolved; when it throws, the same event comes again while other partitions go on.
   * @param keep where what is no event of ours goes, likewise; without it, such a record holds up its partition
   */
  abstract subscribe(topics: readonly string[], deliver: Deliver, keep?: KeepUnreadable): Promise<void>;
  /** Finishes what is in flight, commits, and leaves the group; publishing goes on. */
  abstract unsubscribe(): Promise<void>;
  /** Unsubscribes and closes every connection. */
  abstract stop(): Promise<void>;
  /** What keeps events from arriving, one line each. */
  abstract problems(): string[];
}
