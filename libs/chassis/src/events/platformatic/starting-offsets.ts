import { type Consumer, type GroupAssignment, ListOffsetTimestamps } from '@platformatic/kafka';
import { log } from '../../log.ts';

export interface Start {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Where the group goes on in each partition: at its committed offset, else, or where that is gone, at the earliest. */
export const startingOffsets = async (group: Consumer, assignments: readonly GroupAssignment[]): Promise<Start[]> => {
  if (assignments.length === 0) return [];
  const topics = assignments.map(({ topic }) => topic);
  const [committed, earliest, latest] = await Promise.all([
    group.listCommittedOffsets({ topics: [...assignments] }),
    group.listOffsets({ topics, timestamp: ListOffsetTimestamps.EARLIEST }),
    group.listOffsets({ topics, timestamp: ListOffsetTimestamps.LATEST }),
  ]);
  return assignments.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => {
      const offset = committed.get(topic)?.[partition] ?? -1n;
      const first = earliest.get(topic)?.[partition] ?? 0n;
      const end = latest.get(topic)?.[partition] ?? offset;
      if (offset >= first && offset <= end) return { topic, partition, offset };
      if (offset >= 0n)
        log.error({ topic, partition, offset: String(offset), first: String(first) }, 'events are gone');
      return { topic, partition, offset: first };
    }),
  );
};
