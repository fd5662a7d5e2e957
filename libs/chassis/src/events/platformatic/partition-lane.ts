import type { KafkaRecord } from '@platformatic/kafka';
import type { Receiver } from '../bus.ts';
import { companiesOf, type RawRecord, takenOf } from '../companies.ts';
import type { RawHeader } from '../headers.ts';
import { untilBack } from '../pause.rules.ts';
import { pauseAfter } from '../pause.ts';

export interface Arrived {
  readonly offset: bigint;
  readonly record: KafkaRecord;
}

/** What of one partition waits in memory; more is asked for when half of it is done. */
const capacity = 1_000;
const capacityBytes = 1024 * 1024;

/**
 * One partition's events, delivered in the order of their keys. An event that does not get through comes again, later and
 * later, and holds up its own partition only.
 */
export class PartitionLane {
  private readonly waiting: Arrived[] = [];
  private suspension = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private busy = false;
  private owned = false;
  private attempt = 0;
  private waitingBytes = 0;
  /** The offset to fetch next. */
  position = 0n;
  /** The offset behind the last event that was delivered: what the group may be told. */
  reached = 0n;
  committed = 0n;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly receiver: Receiver,
    private readonly progressed: () => void,
  ) {}

  get wantsMore(): boolean {
    return this.owned && !this.suspension.signal.aborted && !this.isFull;
  }

  get isFull(): boolean {
    return this.waiting.length > capacity / 2 || this.waitingBytes > capacityBytes / 2;
  }

  get hasToCommit(): boolean {
    return this.owned && this.reached > this.committed;
  }

  /** From now on this member's; begins behind what was delivered here before, or further where the group is further. */
  resume(committed: bigint): void {
    this.suspension = new AbortController();
    this.committed = committed;
    if (committed > this.reached) this.reached = committed;
    this.position = this.reached;
    this.owned = true;
  }

  /** Takes nothing further. @returns when the event in flight is done */
  suspend(): Promise<void> {
    this.suspension.abort();
    this.waiting.length = 0;
    this.waitingBytes = 0;
    this.attempt = 0;
    return this.working;
  }

  /** Suspended, and from now on somebody else's: nothing of it may be committed. */
  giveUp(): Promise<void> {
    this.owned = false;
    return this.suspend();
  }

  /** @param from the offset that was asked for @param behind the one behind all that came, also behind what is no event */
  take(arrived: readonly Arrived[], from: bigint, behind: bigint): void {
    if (!this.wantsMore || from !== this.position) return;
    this.position = this.keep(arrived) ?? behind;
    if (!this.busy) this.working = this.work();
  }

  /** @returns the offset of the first one that there is no room for */
  private keep(arrived: readonly Arrived[]): bigint | undefined {
    for (const each of arrived) {
      if (this.waiting.length >= capacity || this.waitingBytes >= capacityBytes) return each.offset;
      this.waiting.push(each);
      this.waitingBytes += each.record.length;
    }
    return undefined;
  }

  private async work(): Promise<void> {
    this.busy = true;
    const { signal } = this.suspension;
    for (let company = this.next(); company && !signal.aborted; company = this.next()) {
      const taken = await takenOf(company, this.receiver);
      const last = company[taken - 1];
      if (last) {
        this.reached = BigInt(last.raw.offset) + 1n;
        this.attempt = 0;
        if (!signal.aborted) this.drop(taken);
        this.progressed();
      }
      if (taken < company.length) {
        this.attempt += 1;
        await pauseAfter(untilBack, this.attempt, signal);
      }
    }
    this.busy = false;
  }

  private next() {
    const [company] = companiesOf(this.records(), this.receiver);
    return company;
  }

  /** One by one: of what waits, only the first company is wanted. */
  private *records(): Generator<RawRecord> {
    for (const arrived of this.waiting) yield this.recordOf(arrived);
  }

  private drop(count: number): void {
    for (const { record } of this.waiting.splice(0, count)) this.waitingBytes -= record.length;
  }

  private recordOf({ offset, record: { key, headers, value } }: Arrived): RawRecord {
    const { topic, partition } = this;
    const named = headers.map(([name, content]): RawHeader => [String(name), content ?? null]);
    return { topic, partition, offset: String(offset), key: key ?? null, headers: named, value: value ?? null };
  }
}
