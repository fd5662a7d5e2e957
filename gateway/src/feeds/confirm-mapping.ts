import { type Actor, newId, type Tx } from '@tradeloom/chassis';
import type { FeedKindName, LearnedColumn } from '@tradeloom/feeds';
import { IsNull } from 'typeorm';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { FeedMappings } from './feed-mapping.table.ts';
import { columnsOf, type FeedMapping, withdraw } from './feed-mapping.ts';

interface Said {
  readonly kind: FeedKindName;
  readonly columns: readonly LearnedColumn[];
}

/**
 * A person says what columns mean: the mapping in force gives way to one that says this too.
 * @throws DomainError when the mailbox is none of the caller's, or a field is none of the kind's
 */
export const confirmMapping = async (
  tx: Tx,
  partner: string,
  by: Actor,
  { kind, columns }: Said,
): Promise<FeedMapping> => {
  const { parties } = await ownMailbox(tx, partner, by);
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`feed mappings:${partner}`]);
  const [present] = await tx.find(FeedMappings, { partner, kind, withdrawnAt: IsNull() });
  const all = columnsOf(kind, columns, present?.columns ?? []);
  const [last] = await tx.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from feed_mappings where partner = $1 and kind = $2',
    [partner, kind],
  );
  if (present) await tx.change(FeedMappings, present.id, withdraw(by.login, tx.at));
  return tx.add(FeedMappings, {
    state: {
      id: newId(),
      version: 0,
      parties,
      partner,
      kind,
      number: (last?.number ?? 0) + 1,
      columns: all,
      confirmedBy: by.login,
      confirmedAt: tx.at,
      withdrawnBy: null,
      withdrawnAt: null,
    },
    events: [],
  });
};
