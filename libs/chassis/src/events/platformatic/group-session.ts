import { setTimeout as pause } from 'node:timers/promises';
import { Consumer, type GroupAssignment } from '@platformatic/kafka';
import { log } from '../../log.ts';
import type { Receiver } from '../bus.ts';
import type { KafkaOptions } from '../kafka-options.ts';
import type { Session } from '../membership.ts';
import { untilBack } from '../pause.rules.ts';
import { pauseAfter } from '../pause.ts';
import { reasonOf } from '../reason.ts';
import { PartitionLane } from './partition-lane.ts';
import { RecordFetcher } from './record-fetcher.ts';
import { startingOffsets } from './starting-offsets.ts';

/** Heartbeats do not wait for handlers: who is silent for so long is gone. */
const sessionTimeoutMs = 10_000;
/** How soon a member hears that the group is formed anew, and so how long another one waits to join. */
const heartbeatMs = 500;
const retryAfterMs = 250;
/** Longer than joining may take, as the group waits for its other members. */
const answerWithinMs = 15_000;

const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/**
 * A stay in the consumer group with @platformatic/kafka. A lost connection does not end it: who keeps its member id is
 * expected back, while a new member would wait until the group has given up the old one.
 *
 * Membership and commits have a connection of their own, for a fetch waits at the broker and holds up what comes behind
 * it. The client's message stream is not used: it can be paused as a whole only, not one partition of it.
 */
export class GroupSession implements Session {
  private readonly group: Consumer;
  private readonly fetcher: RecordFetcher;
  private readonly lanes = new Map<string, PartitionLane>();
  private readonly end = Promise.withResolvers<void>();
  private ended = false;
  /** Counts assignments, so that what was begun under an earlier one is dropped. */
  private round = 0;
  /** Set while the group is formed anew: the broker answers nothing else on that connection before it is. */
  private rejoining: PromiseWithResolvers<void> | undefined;
  private committing: Promise<void> | undefined;
  private commitProblem: string | undefined;

  constructor(
    options: KafkaOptions,
    topics: readonly string[],
    private readonly receiver: Receiver,
  ) {
    const connection = { clientId: options.clientId, bootstrapBrokers: [...options.brokers] };
    this.group = new Consumer({
      ...connection,
      groupId: options.groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatMs,
      retryDelay: retryAfterMs,
      requestTimeout: answerWithinMs,
      // kafkajs' name for the same protocol: members of both clients can form one group while a service changes over.
      protocols: [{ name: 'RoundRobinAssigner', version: 1 }],
    });
    this.group.topics.trackAll(...topics);
    this.fetcher = new RecordFetcher({ ...connection, groupId: options.groupId }, topics, this.lanes);
    this.end.promise.catch((error: unknown) => log.debug({ err: error }, 'group session failed'));
  }

  async run(joined: () => void): Promise<void> {
    const fail = (error: unknown): void => this.end.reject(error);
    this.group.on('error', fail);
    this.group.on('consumer:heartbeat:stalled', ({ lastError }) => fail(lastError ?? new Error('no heartbeat')));
    this.group.on('consumer:group:rebalance', () => this.giveUpPartitions());
    this.group.on('consumer:group:join', ({ assignments }) => {
      this.assign(assignments ?? []).catch(fail);
    });
    this.fetcher.failed.catch(fail);
    try {
      await Promise.race([this.group.joinGroup(), this.end.promise]);
      joined();
      await this.end.promise;
      await this.finish();
    } finally {
      await this.close();
    }
  }

  stop(): void {
    this.end.resolve();
  }

  problems(): string[] {
    const problem = this.commitProblem ?? this.fetcher.problem;
    return problem ? [`kafka: ${problem}`] : [];
  }

  /** What is in flight is finished by this member and, not committed any more, comes to the next owner again. */
  private giveUpPartitions(): void {
    this.round += 1;
    this.rejoining ??= Promise.withResolvers();
    for (const lane of this.lanes.values()) void lane.giveUp();
  }

  private async assign(assignments: readonly GroupAssignment[]): Promise<void> {
    this.giveUpPartitions();
    const { round } = this;
    this.rejoining?.resolve();
    this.rejoining = undefined;
    const starts = await startingOffsets(this.group, assignments);
    await Promise.all(
      starts.map(async ({ topic, partition, offset }) => {
        const lane = this.laneOf(topic, partition);
        await lane.giveUp();
        if (round !== this.round) return;
        lane.resume(offset);
        this.progressed();
      }),
    );
  }

  private laneOf(topic: string, partition: number): PartitionLane {
    const key = keyOf(topic, partition);
    const known = this.lanes.get(key);
    if (known) return known;
    const lane = new PartitionLane(topic, partition, this.receiver, () => this.progressed());
    this.lanes.set(key, lane);
    return lane;
  }

  private progressed(): void {
    this.fetcher.wake();
    this.committing ??= this.commitReached().finally(() => {
      this.committing = undefined;
    });
  }

  /** One commit at a time, for all that was delivered meanwhile. */
  private async commitReached(): Promise<void> {
    for (let failures = 0; !this.rejoining && !this.ended; ) {
      const due = [...this.lanes.values()].filter((lane) => lane.hasToCommit);
      if (due.length === 0) return;
      try {
        await this.commit(due);
        failures = 0;
      } catch (error) {
        failures += 1;
        this.notCommitted(error);
        await pauseAfter(untilBack, failures);
      }
    }
  }

  private notCommitted(error: unknown): void {
    log.debug({ err: error }, 'offsets not committed yet');
    this.commitProblem = reasonOf(error);
    // A commit may find that the group went on without this member. Where joining again failed too, no heartbeat is left.
    if (!this.rejoining && !this.group.isActive()) this.end.reject(error);
  }

  private async commit(due: readonly PartitionLane[]): Promise<void> {
    const reached = due.map((lane) => ({ lane, offset: lane.reached }));
    const leaderEpoch = -1;
    await this.group.commit({
      offsets: reached.map(({ lane: { topic, partition }, offset }) => ({ topic, partition, offset, leaderEpoch })),
    });
    this.commitProblem = undefined;
    for (const { lane, offset } of reached) lane.committed = offset;
  }

  private async finish(): Promise<void> {
    this.ended = true;
    this.fetcher.stop();
    this.group.removeAllListeners('consumer:group:rebalance');
    if (this.rejoining)
      await Promise.race([this.rejoining.promise, pause(sessionTimeoutMs, undefined, { ref: false })]);
    await this.committing;
    await Promise.all([...this.lanes.values()].map((lane) => lane.suspend()));
    const due = [...this.lanes.values()].filter((lane) => lane.hasToCommit);
    if (due.length > 0) await this.commit(due);
  }

  private async close(): Promise<void> {
    this.ended = true;
    this.round += 1;
    await Promise.all([...this.lanes.values()].map((lane) => lane.giveUp()));
    await Promise.allSettled([this.fetcher.close(), this.group.close(true)]);
  }
}
