import type { Tx } from '@tradeloom/chassis';
import type { Interchange } from '../mailboxes/interchange.rules.ts';

/** Undefined where nothing was taken under this identity. */
export type TakenBefore = { readonly altered: boolean } | undefined;

/**
 * What of the partner was taken before under this identity, and whether it said something else. One file of a partner is judged at a
 * time, so that two copies that come at once are not both the first.
 */
export const takenBefore = async (
  tx: Tx,
  { id, partner, contentHash }: Interchange,
  identity: string,
): Promise<TakenBefore> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`inbound:${partner}`]);
  const [taken] = await tx.query<{ altered: boolean }>(
    `select content_hash <> $4 as altered from interchanges
      where partner = $1 and direction = 'in' and controls @> array[$2] and id <> $3
      limit 1`,
    [partner, identity, id, contentHash],
  );
  return taken;
};
