/** What lay on a topic and is no event of ours, as it came. */
export interface UnreadableRecord {
  readonly topic: string;
  readonly partition: number;
  /** decimal */
  readonly offset: string;
  readonly key: Uint8Array | null;
  /** in their order; a name may come twice */
  readonly headers: readonly (readonly [name: string, content: Uint8Array | null])[];
  readonly value: Uint8Array | null;
  readonly reason: string;
}

/** Resolves when the record is kept somewhere else: its partition goes on. */
export type KeepUnreadable = (record: UnreadableRecord) => Promise<void>;

/** For who has no place to keep it: the record comes again, and holds up its partition. */
export const keepNothing: KeepUnreadable = ({ topic, partition, offset, reason }) =>
  Promise.reject(new Error(`${topic}/${partition} at ${offset}: ${reason}`));
