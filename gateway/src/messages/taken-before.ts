import type { Tx } from '@tradeloom/chassis';
import type { Interchange } from '../mailboxes/interchange.rules.ts';

/** Undefined where nothing was taken under this identity. */
export type TakenBefore = { readonly altered: boolean } | undefined;

/** One file of a partner is judged at a time, so that two copies that come at once are not both the first. */
export const oneAtATime = async (tx: Tx, partner: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`inbound:${partner}`]);
};

/**
 * What of the partner was taken before under this identity, and whether it said something else.
 * @param days in which it counts; null: for ever
 */
export const takenBefore = async (
  tx: Tx,
  { id, partner, contentHash }: Interchange,
  identity: string,
  days: number | null,
): Promise<TakenBefore> => {
  await oneAtATime(tx, partner);
  const [taken] = await tx.query<{ altered: boolean }>(
    `select content_hash <> $4 as altered from interchanges
      where partner = $1 and direction = 'in' and controls @> array[$2] and id <> $3
        and ($5::int is null or received_at > now() - make_interval(days => $5))
      limit 1`,
    [partner, identity, id, contentHash, days],
  );
  return taken;
};

/** By what a group, or a message, is known again. */
export interface Named {
  readonly groupControl?: string;
  readonly type?: string;
  readonly control?: string;
}

/** Whether the partner sent such a group or message before, and it was taken. */
export const namesTaken = async (
  tx: Tx,
  { id, partner, status, receivedAt }: Interchange,
  name: Named,
  days: number | null,
): Promise<boolean> => {
  const found = await tx.query(
    `select 1 from interchanges
      where partner = $1 and direction = 'in' and id <> $2 and found_by @> array[lower($3)]
        and jsonb_path_exists(messages, '$[*] ? (@.verdict != "rejected"
              && ($group == null || @.groupControl == $group) && ($type == null || @.type == $type)
              && ($control == null || @.control == $control))', $4)
        and received_at <= $5 and ($6::int is null or received_at > $5 - make_interval(days => $6))
      limit 1`,
    [
      partner,
      id,
      name.groupControl ?? name.control,
      { group: name.groupControl ?? null, type: name.type ?? null, control: name.control ?? null },
      // of a file that is looked at again, only what came before it counts
      status === 'received' ? tx.at : receivedAt,
      days,
    ],
  );
  return found.length > 0;
};
