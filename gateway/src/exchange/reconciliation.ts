import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { contactsSql } from '../profiles/contacts.ts';
import type { Contact } from '../profiles/profile.ts';
import { type Standing, standingSql, standings } from './standing.ts';

/** A message of ours and what has become of it at the partner's. */
export interface SentMessage {
  readonly id: string;
  readonly partner: string;
  readonly format: string;
  readonly messageType: string | null;
  readonly control: string | null;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly sentAt: Date;
  /** When the acknowledgement is due; null when none is. */
  readonly dueAt: Date | null;
  readonly standing: Standing;
  readonly acknowledgedBy: string | null;
  /** Whom to turn to about it, where something is amiss. */
  readonly contacts: readonly Contact[] | null;
}

export interface Board {
  readonly counts: Readonly<Record<Standing, number>>;
  readonly items: readonly SentMessage[];
}

const pageSize = 200;
const shownDays = 90;

const messages = `
  select id, partner, format, message_type as "messageType", control, order_id as "orderId", order_number as "orderNumber",
         received_at as "sentAt", acknowledged_by as "acknowledgedBy", ${standingSql} as standing,
         acknowledgement_due as "dueAt"
    from interchanges
   where direction = 'out' and acknowledges is null and received_at > now() - interval '${shownDays} days'`;

/** Every message of ours of the last ninety days, held against what the partners have said. */
@Injectable()
export class Reconciliation {
  /** What needs somebody first: overdue, rejected, waiting; within that the latest. */
  async board(tx: Tx, standing: string | null, partner: string | null): Promise<Board> {
    const counted = await tx.query<{ standing: Standing; count: number }>(
      `select standing, count(*)::int as count from (${messages}) sent where $1::text is null or partner = $1 group by standing`,
      [partner],
    );
    const items = await tx.query<SentMessage>(
      `select sent.*, case when standing in ('overdue', 'rejected') then ${contactsSql('acknowledgements', 'sent.partner', '$4')} end as contacts
         from (${messages}) sent
        where ($1::text is null or standing = $1) and ($2::text is null or partner = $2)
        order by array_position($3::text[], standing), "sentAt" desc, id limit ${pageSize}`,
      [standing, partner, standings, tx.by.organisation],
    );
    const none: Record<Standing, number> = {
      overdue: 0,
      rejected: 0,
      refused: 0,
      waiting: 0,
      acknowledged: 0,
      'none-due': 0,
    };
    return { counts: { ...none, ...Object.fromEntries(counted.map((row) => [row.standing, row.count])) }, items };
  }
}
