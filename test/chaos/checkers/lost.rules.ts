import type { Operation } from '../operation.rules.ts';
import type { Evidence } from './evidence.rules.ts';
import { lostFiles } from './files.rules.ts';
import { idleReceipts } from './receipts.rules.ts';
import { untold } from './told.rules.ts';

/**
 * Acknowledged work without effect, files taken and not kept, receipts for nothing; committed events that no topic has, that a
 * reaction never saw, or that a partner's system was never told.
 */
export const lost = (history: readonly Operation[], evidence: Evidence): string[] => [
  ...lostOperations(history, evidence),
  ...lostEvents(evidence),
  ...lostReactions(evidence),
  ...lostFiles(history, evidence),
  ...idleReceipts(evidence),
  ...untold(evidence),
];

const lostOperations = (history: readonly Operation[], { effects, highest }: Evidence): string[] => {
  const found = new Set(effects.map(({ door, key }) => `${door} ${key}`));
  return history
    .filter(({ acknowledged }) => acknowledged)
    .filter(({ door, key }) => {
      const reached = highest[door];
      return reached === undefined ? !found.has(`${door} ${key}`) : Number(key) > reached;
    })
    .map(({ door, key }) => `${door} ${key} was acknowledged and has no effect`);
};

const lostEvents = ({ committed, published }: Evidence): string[] => {
  const there = new Set(published.map(({ id }) => id));
  return committed
    .filter(({ id }) => !there.has(id))
    .map(({ id, type, subject, version }) => `event ${id} (${type}, ${subject} v${version}) is in no topic`);
};

/** Which reaction hears which type is seen from what it did hear: it must then have heard all of that type. */
const lostReactions = ({ committed, reacted }: Evidence): string[] => {
  const typeOf = new Map(committed.map(({ id, type }) => [id, type]));
  const byType = Map.groupBy(committed, ({ type }) => type);
  const byReaction = Map.groupBy(reacted, ({ service, reaction }) => `${service} ${reaction}`);
  return [...byReaction].flatMap(([name, rows]) => {
    const heard = new Set(rows.map(({ eventId }) => eventId));
    const types = new Set(rows.flatMap(({ eventId }) => typeOf.get(eventId) ?? []));
    return [...types]
      .flatMap((type) => byType.get(type) ?? [])
      .filter(({ id }) => !heard.has(id))
      .map(({ id, type }) => `${name} never heard of event ${id} (${type})`);
  });
};
