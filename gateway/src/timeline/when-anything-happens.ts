import { createHash } from 'node:crypto';
import type { Message } from '@bufbuild/protobuf';
import { Controller } from '@nestjs/common';
import { type Envelope, OnEvery, schemaOf, Transactions, topicOf } from '@tradeloom/chassis';
import { digestOf } from '@tradeloom/trail';
import { Organisations } from '../partners/organisations.ts';
import { SendWebhooks } from '../webhooks/send-webhooks.ts';
import { publicTypeOf } from './public-event.ts';
import { tell } from './tell.ts';

const traceIdOf = (traceparent: string | null): string | null => traceparent?.split('-')[1] ?? null;

interface Ref {
  readonly interchangeId: string;
  readonly groupControl: string;
  readonly messageControl: string;
}

const refOf = (event: Message): Ref | undefined => Reflect.get(event, 'ref') as Ref | undefined;

/** The EDI document that an event speaks of: several of one file share a trace. */
const documentOf = (event: Message): string | null => {
  const ref = refOf(event);
  return ref?.groupControl && ref.messageControl
    ? createHash('sha256').update(`${ref.interchangeId}/${ref.groupControl}/${ref.messageControl}`).digest('hex')
    : null;
};

/** Not twice, though the event may come again: neither the line nor what is to be told of it. */
const keep = `
  with entry as (
    insert into timeline (event_id, order_id, occurred_at, business_date, service, type, actor, text_en, text_zh, trace_id, document,
                          parties, digest, interchange)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15) on conflict do nothing
    returning event_id, parties),
  told as (
    insert into webhook_deliveries (webhook, event_id, parties, next_at)
    select webhooks.id, entry.event_id, webhooks.parties, now()
      from entry join webhooks on webhooks.organisation = any (entry.parties)
     where status = 'enabled' and (types = '{}' or $14 = any (types))
    returning 1)
  select count(*)::int as told from told`;

/** Every event of every service becomes a line on its order's timeline, for those who are party to it. */
@Controller()
export class WhenAnythingHappens {
  constructor(
    private readonly transactions: Transactions,
    private readonly organisations: Organisations,
    private readonly webhooks: SendWebhooks,
  ) {}

  @OnEvery()
  async handle(event: Message, envelope: Envelope): Promise<void> {
    const text = tell(schemaOf(envelope.type), event, await this.organisations.all());
    const service = topicOf(envelope.type).split('.')[1]?.replaceAll('_', '-') ?? '';
    const type = envelope.type.slice(envelope.type.lastIndexOf('.') + 1);
    const [kept] = await this.transactions.run((tx) =>
      tx.query<{ told: number }>(keep, [
        envelope.id,
        envelope.orderId,
        envelope.occurredAt,
        envelope.businessDate,
        service,
        type,
        envelope.actor,
        text.en,
        text.zh,
        traceIdOf(envelope.traceparent),
        documentOf(event),
        envelope.parties,
        digestOf({ ...envelope, actor: JSON.parse(envelope.actor), payload: envelope.body }),
        publicTypeOf(service, type),
        refOf(event)?.interchangeId || null,
      ]),
    );
    if (kept && kept.told > 0) this.webhooks.ring();
  }
}
