import { createHash } from 'node:crypto';
import type { Message } from '@bufbuild/protobuf';
import { Controller } from '@nestjs/common';
import { type Heard, OnEvery, schemaOf, Transactions, topicOf } from '@tradeloom/chassis';
import { digestOf, type TrailEvent } from '@tradeloom/trail';
import { type Organisation, Organisations } from '../partners/organisations.ts';
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
  with heard as (
    select * from rows from (jsonb_to_recordset($1) as (
      event_id uuid, order_id text, occurred_at timestamptz, business_date date, service text, type text, actor jsonb,
      text_en text, text_zh text, trace_id text, document text, parties text[], digest text, interchange text,
      public_type text)) with ordinality),
  entry as (
    insert into timeline (event_id, order_id, occurred_at, business_date, service, type, actor, text_en, text_zh, trace_id, document,
                          parties, digest, interchange)
    select event_id, order_id, occurred_at, business_date, service, type, actor, text_en, text_zh, trace_id, document,
           parties, digest, interchange from heard order by ordinality
    on conflict do nothing
    returning event_id),
  told as (
    insert into webhook_deliveries (webhook, event_id, parties, next_at)
    select webhooks.id, event_id, webhooks.parties, now()
      from entry join heard using (event_id) join webhooks on webhooks.organisation = any (heard.parties)
     where status = 'enabled' and (types = '{}' or public_type = any (types))
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
  async handle(heard: readonly Heard[]): Promise<void> {
    const organisations = await this.organisations.all();
    const entries = heard.map((one) => entryOf(one, organisations));
    const [kept] = await this.transactions.run((tx) =>
      tx.queryOften<{ told: number }>(keep, [JSON.stringify(entries)]),
    );
    if (kept && kept.told > 0) this.webhooks.ring();
  }
}

const entryOf = ({ event, envelope }: Heard, organisations: ReadonlyMap<string, Organisation>) => {
  const text = tell(schemaOf(envelope.type), event, organisations);
  const service = topicOf(envelope.type).split('.')[1]?.replaceAll('_', '-') ?? '';
  const type = envelope.type.slice(envelope.type.lastIndexOf('.') + 1);
  const actor: TrailEvent['actor'] = JSON.parse(envelope.actor);
  return {
    event_id: envelope.id,
    order_id: envelope.orderId,
    occurred_at: envelope.occurredAt,
    business_date: envelope.businessDate,
    service,
    type,
    actor,
    text_en: text.en,
    text_zh: text.zh,
    trace_id: traceIdOf(envelope.traceparent),
    document: documentOf(event),
    parties: envelope.parties,
    digest: digestOf({ ...envelope, actor, payload: envelope.body }),
    interchange: refOf(event)?.interchangeId || null,
    public_type: publicTypeOf(service, type),
  };
};
