import { Injectable } from '@nestjs/common';
import { Transactions } from '@tradeloom/chassis';
import { notFound, type Text } from '@tradeloom/kernel';

export interface TimelineEntry {
  readonly id: string;
  readonly at: Date;
  readonly businessDate: string;
  readonly service: string;
  readonly type: string;
  readonly actor: { readonly login: string; readonly organisation: string };
  readonly text: Text;
  readonly traceId: string | null;
  /** SHA-256 of the event in canonical form: the same for every party to it. Null for what was heard before there was one. */
  readonly digest: string | null;
}

interface Row {
  event_id: string;
  occurred_at: Date;
  business_date: string;
  service: string;
  type: string;
  actor: TimelineEntry['actor'];
  text_en: string;
  text_zh: string;
  trace_id: string | null;
  digest: string | null;
}

/**
 * The order's whole story as the caller may see it: events of the order, and events without an order id that
 * belong to the same trace as one of them (the document that began it), but for documents of the same file that
 * led to another order.
 */
@Injectable()
export class Timeline {
  constructor(private readonly transactions: Transactions) {}

  of(orderId: string): Promise<TimelineEntry[]> {
    return this.transactions.run(async (tx) => {
      const rows = await tx.query<Row>(
        `select event_id, occurred_at, business_date, service, type, actor, text_en, text_zh, trace_id, digest
           from timeline entry
          where order_id = $1
             or (order_id is null
                 and trace_id in (select trace_id from timeline where order_id = $1)
                 and not exists (select 1 from timeline other
                                  where other.document = entry.document and other.order_id <> $1))
          order by occurred_at, event_id`,
        [orderId],
      );
      if (rows.length === 0) throw notFound('order', orderId);
      return rows.map((r) => ({
        id: r.event_id,
        at: r.occurred_at,
        businessDate: r.business_date,
        service: r.service,
        type: r.type,
        actor: { login: r.actor.login, organisation: r.actor.organisation },
        text: { en: r.text_en, zh: r.text_zh },
        traceId: r.trace_id,
        digest: r.digest,
      }));
    });
  }
}
