import { Consumer, type ConsumerOptions, findErrorBy, IS_CONTROL } from '@platformatic/kafka';
import { log } from '../../log.ts';
import { untilBack } from '../pause.rules.ts';
import { pauseAfter } from '../pause.ts';
import { reasonOf } from '../reason.ts';
import { type Arrived, type PartitionLane } from './partition-lane.ts';

const waitMs = 100;
/** While a partition's lane is full, its node is asked again soon: the lane may have emptied meanwhile. */
const waitBesideFullMs = 10;
/** A connection that broke unnoticed is given up after this. */
const answerWithinMs = 5_000;
const nodeBytes = 2 * 1024 * 1024;
const partitionBytes = 512 * 1024;

interface Wanted {
  readonly lane: PartitionLane;
  readonly position: bigint;
}

/**
 * Asks each node for the partitions that have room, one request at a time per node, for as long as it is not closed.
 * A node that does not answer is asked again, later and later.
 */
export class RecordFetcher {
  private readonly client: Consumer;
  private readonly asking = new Set<number>();
  private readonly outOfRange = Promise.withResolvers<never>();
  private readonly stopping = new AbortController();
  private failures = 0;
  /** Why nothing comes, where that is so. */
  problem: string | undefined;

  constructor(
    options: ConsumerOptions<Buffer, Buffer, Buffer, Buffer>,
    private readonly topics: readonly string[],
    private readonly lanes: ReadonlyMap<string, PartitionLane>,
  ) {
    this.client = new Consumer({ ...options, retries: 0, requestTimeout: answerWithinMs });
    this.client.topics.trackAll(...topics);
    this.outOfRange.promise.catch((error: unknown) => log.error({ err: error }, 'offsets are out of range'));
  }

  /** Rejects when a partition no longer has the offset that it is read from: it has to be looked up anew. */
  get failed(): Promise<never> {
    return this.outOfRange.promise;
  }

  /** A partition has room, or was assigned. */
  wake(): void {
    this.askEveryNode().catch((error: unknown) => this.failedToAsk(error));
  }

  stop(): void {
    this.stopping.abort();
  }

  async close(): Promise<void> {
    this.stop();
    await this.client.close(true);
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async failedToAsk(reason: unknown): Promise<void> {
    if (this.stopped) return;
    if (reason instanceof Error && findErrorBy(reason, 'apiId', 'OFFSET_OUT_OF_RANGE')) {
      this.outOfRange.reject(reason);
      return;
    }
    this.failures += 1;
    this.problem = reasonOf(reason);
    log.debug({ err: reason, failures: this.failures }, 'nothing fetched');
    await pauseAfter(untilBack, this.failures, this.stopping.signal);
    this.wake();
  }

  private async askEveryNode(): Promise<void> {
    if (this.stopped || ![...this.lanes.values()].some((lane) => lane.wantsMore)) return;
    const { topics } = await this.client.metadata({ topics: [...this.topics] });
    const leaderOf = ({ topic, partition }: PartitionLane): number =>
      topics.get(topic)?.partitions[partition]?.leader ?? Number.NaN;
    const wanting = [...this.lanes.values()].filter((lane) => lane.wantsMore);
    const besideFull = [...this.lanes.values()].some((lane) => lane.isFull);
    for (const [node, lanes] of Map.groupBy(wanting, leaderOf)) {
      if (this.stopped || this.asking.has(node)) continue;
      this.asking.add(node);
      const wanted = new Map<string, Wanted>();
      for (const lane of lanes) {
        wanted.set(`${topics.get(lane.topic)?.id}/${lane.partition}`, { lane, position: lane.position });
      }
      this.ask(node, wanted, besideFull ? waitBesideFullMs : waitMs).then(
        () => this.wake(),
        (error: unknown) => this.failedToAsk(error),
      );
    }
  }

  private async ask(node: number, wanted: ReadonlyMap<string, Wanted>, maxWaitTime: number): Promise<void> {
    try {
      const response = await this.client.fetch({
        node,
        minBytes: 1,
        maxBytes: nodeBytes,
        maxWaitTime,
        topics: [...wanted].map(([key, { lane, position }]) => ({
          topicId: key.slice(0, key.indexOf('/')),
          partitions: [
            {
              partition: lane.partition,
              fetchOffset: position,
              partitionMaxBytes: partitionBytes,
              currentLeaderEpoch: -1,
              lastFetchedEpoch: -1,
            },
          ],
        })),
      });
      this.failures = 0;
      this.problem = undefined;
      if (!this.stopped) handOut(response, wanted);
    } finally {
      this.asking.delete(node);
    }
  }
}

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;
type Batches = NonNullable<FetchResponse['responses'][number]['partitions'][number]['records']>;

const handOut = ({ responses }: FetchResponse, wanted: ReadonlyMap<string, Wanted>): void => {
  for (const { topicId, partitions } of responses) {
    for (const { partitionIndex, records } of partitions) {
      const asked = wanted.get(`${topicId}/${partitionIndex}`);
      const last = records?.at(-1);
      if (!asked || !records || !last) continue;
      const behind = last.firstOffset + BigInt(last.lastOffsetDelta) + 1n;
      asked.lane.take(arrivedFrom(records, asked.position), asked.position, behind);
    }
  }
};

/** A batch is sent as a whole, also what of it lies before the offset that was asked for. */
const arrivedFrom = (batches: Batches, position: bigint): Arrived[] =>
  batches
    .filter(({ attributes }) => !(attributes & IS_CONTROL))
    .flatMap(({ firstOffset, records }) =>
      records.map((record) => ({ offset: firstOffset + BigInt(record.offsetDelta), record })),
    )
    .filter(({ offset }) => offset >= position);
