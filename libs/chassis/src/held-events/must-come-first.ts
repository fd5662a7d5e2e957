import { DomainError } from '@tradeloom/kernel';
import type { Envelope } from '../events/bus.ts';
import type { Query } from './positions.ts';

/**
 * Before a held event comes what holds its lane, and what is held of its aggregate's earlier versions.
 * @throws DomainError naming the event that has to be settled before this one
 */
export const mustComeFirst = async (query: Query, { id }: Envelope): Promise<void> => {
  const [first] = await query<{ event_id: string }>(
    `select before.event_id from held_events h join held_events before on before.seq <> h.seq and (
         (before.topic = h.topic and before.key = h.key and before.seq < h.seq and before.state in ('failed', 'waiting'))
      or ((before.source, before.aggregate, before.aggregate_id) = (h.source, h.aggregate, h.aggregate_id)
          and before.version < h.version and before.state <> 'unknown'))
      where h.event_id = $1 and h.state <> 'unknown' order by before.seq limit 1`,
    [id],
  );
  if (!first) return;
  const { event_id: before } = first;
  throw new DomainError(
    'events.held.behind',
    { en: `Event ${before} comes first`, zh: `须先处理事件 ${before}` },
    { before },
    'conflict',
  );
};
