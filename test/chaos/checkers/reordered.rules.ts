import type { Evidence, PublishedEvent } from './evidence.rules.ts';
import { givenOutOfOrder } from './told.rules.ts';

/**
 * Versions of an aggregate that lie in their topic for the first time after a later one, or in another partition. Order
 * is kept per key: what an aggregate announces under another order's key has an order of its own.
 */
export const reordered = ({ published, heard }: Pick<Evidence, 'published' | 'heard'>): string[] => [
  ...[
    ...Map.groupBy(firstOccurrences(published), ({ topic, key, subject }) => `${topic} ${key} ${subject}`).values(),
  ].flatMap(turnedRound),
  ...givenOutOfOrder({ heard, published }),
];

const inPlace = (a: PublishedEvent, b: PublishedEvent): number =>
  a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset;

const firstOccurrences = (published: readonly PublishedEvent[]): PublishedEvent[] => {
  const seen = new Set<string>();
  return published.toSorted(inPlace).filter(({ id }) => {
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
};

const turnedRound = (own: readonly PublishedEvent[]): string[] =>
  own.flatMap(({ topic, subject, version, partition }, i) => {
    const before = own[i - 1];
    if (!before) return [];
    const where = `${topic}: ${subject} v${version} after v${before.version}`;
    if (version <= before.version) return [where];
    // spread over partitions, nobody could tell their order
    return partition === before.partition ? [] : [`${where}, in another partition`];
  });
