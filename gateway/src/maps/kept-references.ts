import type { Tx } from '@tradeloom/chassis';
import { type CanonicalDocument, type KeptReference, type MessageResult, ordersIn } from '@tradeloom/edi';
import type { Partner } from '../partners/partner.table.ts';

/** Keeps what a partner's order says that he wants back; what he says later of the same holds. */
export const keepReferences = async (tx: Tx, { id, parties }: Partner, { kept = [] }: MessageResult): Promise<void> => {
  for (const { orderNumber, line, name, value } of kept) {
    await tx.query(
      `insert into kept_references (partner, parties, order_number, line, name, value) values ($1, $2, $3, $4, $5, $6)
         on conflict (partner, order_number, line, name) do update set value = excluded.value`,
      [id, parties, orderNumber, line, name, value],
    );
  }
};

/** What he wants back in a document about his orders. */
export const keptReferences = (tx: Tx, partner: string, document: CanonicalDocument): Promise<KeptReference[]> =>
  tx.query<KeptReference>(
    `select order_number as "orderNumber", line, name, value from kept_references
      where partner = $1 and order_number = any ($2)`,
    [partner, ordersIn(document)],
  );
