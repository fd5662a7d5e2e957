import { log } from '../log.ts';
import type { Deliver, Envelope } from './bus.ts';
import { fromHeaders, type RawHeader } from './headers.ts';
import { reasonOf } from './reason.ts';
import type { KeepUnreadable } from './unreadable-record.ts';

/** What becomes of the records that a client brings. */
export interface Receiver {
  readonly deliver: Deliver;
  readonly keep: KeepUnreadable;
}

/** A record as both clients can tell it. */
export interface RawRecord {
  readonly topic: string;
  readonly partition: number;
  /** decimal */
  readonly offset: string;
  readonly key: Buffer | null;
  readonly headers: readonly RawHeader[];
  readonly value: Buffer | null;
}

/** @returns whether its partition may go on: the record was delivered, or, being none of ours, kept */
export const received = async (record: RawRecord, { deliver, keep }: Receiver): Promise<boolean> => {
  try {
    const envelope = read(record);
    await (envelope instanceof Error ? keep({ ...record, reason: reasonOf(envelope) }) : deliver(envelope));
    return true;
  } catch (error) {
    const { topic, partition, offset } = record;
    log.debug({ err: error, topic, partition, offset }, 'record comes again');
    return false;
  }
};

const read = ({ headers, key, value }: RawRecord): Envelope | Error => {
  try {
    return fromHeaders(headers, key?.toString() ?? '', value ?? Buffer.alloc(0));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};
