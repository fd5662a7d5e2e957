import type { Tx } from '@tradeloom/chassis';
import type { Interchange } from '../mailboxes/interchange.rules.ts';

/**
 * Whether the partner's interchange with this control number was taken before. One file of a partner is judged at a
 * time, so that two copies that come at once are not both the first.
 */
export const wasTaken = async (tx: Tx, { id, partner }: Interchange, control: string): Promise<boolean> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`inbound:${partner}`]);
  const taken = await tx.query<{ id: string }>(
    `select id from interchanges
      where partner = $1 and direction = 'in' and controls @> array[$2] and id <> $3
      limit 1`,
    [partner, control, id],
  );
  return taken.length > 0;
};
