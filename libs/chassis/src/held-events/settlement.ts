import { notFound } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import type { Transactions } from '../database/transactions.ts';
import type { HeldEvent } from './held-event.ts';
import type { Query } from './positions.ts';

/** What a person did to a held event; `failed`: a replay in vain, the event is held as before. */
export type Outcome = 'applied' | 'discarded' | 'failed';

export interface Settlement {
  readonly by: Actor;
  readonly reason: string;
  readonly outcome: Outcome;
  readonly edited?: Uint8Array | undefined;
  readonly error?: string;
}

/** How an event that was held came to its end. */
export interface Settled {
  readonly id: string;
  readonly outcome: Outcome;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
}

/** Commits with what was done. */
export const record = async (
  query: Query,
  { envelope, error: heldError }: HeldEvent,
  { by, reason, outcome, edited, error }: Settlement,
): Promise<void> => {
  const { id, type, orderId, parties, body } = envelope;
  const whatWasHeld = [id, type, orderId, parties, heldError, Buffer.from(body)];
  const whatWasDone = [JSON.stringify(by), reason, edited ? Buffer.from(edited) : null, outcome, error ?? null];
  await query(
    `insert into event_settlements (event_id, type, order_id, parties, held_error, payload,
        settled_by, reason, edited_payload, outcome, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [...whatWasHeld, ...whatWasDone],
  );
};

/** @throws DomainError when nobody settled it, or none of the caller's own */
export const settled = async (transactions: Transactions, id: string): Promise<Settled> => {
  const [found] = await transactions.run((tx) =>
    tx.query<Settled>(
      `select event_id as id, outcome, settled_at as at, settled_by->>'login' as by, reason from event_settlements
        where event_id = $1 and outcome <> 'failed'`,
      [id],
    ),
  );
  if (!found) throw notFound('held event', id);
  return found;
};
