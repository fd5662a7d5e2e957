import type { Evidence } from './evidence.rules.ts';
import { fetchedTwice } from './files.rules.ts';
import { takenTwice } from './receipts.rules.ts';
import { toldWrongly } from './told.rules.ts';

/**
 * One operation with two effects, one file or message taken twice, one event that led to the same twice or was told as two,
 * and events that nobody committed.
 */
export const duplicated = ({
  effects,
  committed,
  published,
  reacted,
  files,
  arrivals,
  timeline,
  heard,
}: Evidence): string[] => [
  ...effects.filter(({ count }) => count > 1).map(({ door, key, count }) => `${door} ${key} has ${count} effects`),
  ...repeated(reacted, ({ service, reaction, eventId }) => `${service} ${reaction} ${eventId}`).map(
    (what) => `reacted twice: ${what}`,
  ),
  ...repeated(
    committed.filter(({ causedBy }) => causedBy !== null),
    ({ causedBy, type, subject }) => `${type} about ${subject} after ${causedBy}`,
  ).map((what) => `led to twice: ${what}`),
  ...phantoms({ committed, published }),
  ...fetchedTwice({ files }),
  ...takenTwice({ arrivals }),
  ...toldWrongly({ timeline, heard }),
];

const repeated = <T>(rows: readonly T[], nameOf: (row: T) => string): string[] =>
  [...Map.groupBy(rows, nameOf)].flatMap(([name, same]) => (same.length > 1 ? [name] : []));

/** At least once is promised of the topics, so an event may lie there twice; but only what was committed. */
const phantoms = ({ committed, published }: Pick<Evidence, 'committed' | 'published'>): string[] => {
  const known = new Set(committed.map(({ id }) => id));
  const foreign = published.filter(({ id }) => !known.has(id)).map(({ id, topic }) => `${topic} ${id}`);
  return [...new Set(foreign)].map((what) => `published and never committed: ${what}`);
};
