import { eventTypes, topicOf } from './event-types.ts';

/**
 * A service that listens to a topic says of every event on it whether it reacts or ignores it.
 * @throws Error naming each type that is neither, or an ignored one that is handled
 */
export const assertEveryTypeIsAnswered = (handled: readonly string[], ignored: readonly string[]): void => {
  const topics = new Set(handled.map(topicOf));
  const answered = new Set([...handled, ...ignored]);
  const forgotten = eventTypes.map((t) => t.typeName).filter((t) => topics.has(topicOf(t)) && !answered.has(t));
  const needless = ignored.filter((t) => handled.includes(t) || !topics.has(topicOf(t)));
  if (forgotten.length > 0) throw new Error(`neither handled nor ignored: ${forgotten.join(', ')}`);
  if (needless.length > 0) throw new Error(`needlessly ignored: ${needless.join(', ')}`);
};
