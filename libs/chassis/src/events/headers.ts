import type { Envelope } from './bus.ts';
import { topicOf } from './event-types.ts';

type RawHeaders = Record<string, Buffer | string | (Buffer | string)[] | undefined>;

/** CloudEvents 1.0 Kafka binding (binary mode), with Tradeloom's own attributes beside it. */
export const toHeaders = (e: Envelope): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: e.id,
  ce_type: e.type,
  ce_source: e.source,
  ce_time: e.occurredAt.toISOString(),
  ce_subject: `${e.aggregate}/${e.aggregateId}`,
  'content-type': 'application/protobuf',
  tradeloom_version: String(e.version),
  tradeloom_parties: e.parties.join(','),
  tradeloom_actor: e.actor,
  tradeloom_business_date: e.businessDate,
  ...(e.orderId && { tradeloom_order: e.orderId }),
  ...(e.traceparent && { traceparent: e.traceparent }),
});

const versionOf = (text: string): number => {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1) throw new Error(`event of version ${text}`);
  return version;
};

/** @throws Error when a mandatory attribute is missing or senseless: the message is none of ours */
export const fromHeaders = (raw: RawHeaders, key: string, body: Uint8Array): Envelope => {
  const optional = (name: string): string | null => {
    const value = raw[name];
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? null : first.toString();
  };
  const need = (name: string): string => {
    const value = optional(name);
    if (value === null) throw new Error(`event without header ${name}`);
    return value;
  };
  const [aggregate = '', ...rest] = need('ce_subject').split('/');
  return {
    id: need('ce_id'),
    type: need('ce_type'),
    key,
    aggregate,
    aggregateId: rest.join('/'),
    version: versionOf(need('tradeloom_version')),
    orderId: optional('tradeloom_order'),
    parties: need('tradeloom_parties').split(',').filter(Boolean),
    actor: need('tradeloom_actor'),
    businessDate: need('tradeloom_business_date'),
    source: need('ce_source'),
    occurredAt: new Date(need('ce_time')),
    traceparent: optional('traceparent'),
    body,
  };
};

export const topicFor = (prefix: string, type: string): string => `${prefix}${topicOf(type)}`;
