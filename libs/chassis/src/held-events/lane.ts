import type { Envelope } from '../events/bus.ts';
import { topicOf } from '../events/event-types.ts';

/** The events of one topic and key: what the broker keeps in order, and what one held event holds back. */
export interface Lane {
  readonly topic: string;
  readonly key: string;
}

export const laneOf = ({ type, key }: Envelope): Lane => ({ topic: topicOf(type), key });
