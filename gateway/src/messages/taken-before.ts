import type { Tx } from '@tradeloom/chassis';
import type { Interchange } from '../mailboxes/interchange.rules.ts';

/** Undefined where nothing was taken under this identity. */
export type TakenBefore = { readonly altered: boolean } | undefined;

export type AskLedger = (
  tx: Tx,
  interchange: Interchange,
  identity: string,
  days: number | null,
) => Promise<TakenBefore>;

/** One file of a partner is judged at a time, so that two copies that come at once are not both the first. */
export const oneAtATime = async (tx: Tx, partner: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`inbound:${partner}`]);
};

/**
 * What of the partner was taken before under this identity, and whether it said something else.
 * @param days before this file came in which it counts; null: for ever
 */
export const takenBefore: AskLedger = async (tx, interchange, identity, days) => {
  await oneAtATime(tx, interchange.partner);
  return seenBefore(tx, interchange, identity, days);
};

/** The same for who takes nothing of it: files that come in do not wait for him. */
export const seenBefore: AskLedger = async (tx, { id, partner, contentHash, receivedAt }, identity, days) => {
  const [taken] = await tx.query<{ altered: boolean }>(
    `select content_hash <> $4 as altered from interchanges
      where partner = $1 and direction = 'in' and controls @> array[$2] and id <> $3
        and ($5::int is null or received_at > $6::timestamptz - make_interval(days => $5))
      limit 1`,
    [partner, identity, id, contentHash, days, receivedAt],
  );
  return taken;
};

/** `groupControl` of a group, `type/control` of a message. */
const names = { group: `m ->> 'groupControl'`, message: `(m ->> 'type') || '/' || (m ->> 'control')` } as const;

/**
 * Which of these groups, or messages, of the partner were taken before.
 * @param controls their control numbers
 * @returns what they are known by
 */
export const partsTaken = async (
  tx: Tx,
  { id, partner, status, receivedAt }: Interchange,
  level: keyof typeof names,
  controls: readonly string[],
  days: number | null,
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ name: string }>(
    `select distinct ${names[level]} as name from interchanges cross join jsonb_array_elements(messages) m
      where partner = $1 and direction = 'in' and id <> $2 and found_by && $3 and m ->> 'verdict' <> 'rejected'
        and ($4 or received_at <= $6) and ($5::int is null or received_at > $6::timestamptz - make_interval(days => $5))`,
    [
      partner,
      id,
      controls.map((control) => control.toLowerCase()),
      // what came later may have been taken first; of a file that is only tried again, what came before it counts
      status === 'received',
      days,
      receivedAt,
    ],
  );
  return new Set(rows.map(({ name }) => name));
};
