import type { Envelope } from './bus.ts';
import { topicOf } from './event-types.ts';

/** As it came; a name may come twice. */
export type RawHeader = readonly [name: string, content: Buffer | null];

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

/** The database counts in 32 bits. */
const lastVersion = 2 ** 31 - 1;

const versionOf = (text: string): number => {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1 || version > lastVersion) throw new Error(`event of version ${text}`);
  return version;
};

const momentOf = (text: string): Date => {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new Error(`event of time ${text}`);
  return moment;
};

/** What the database cannot hold in a text is in no event of ours. */
const storable = (text: string): string => {
  if (text.includes('\0')) throw new Error('event with NUL in a header or its key');
  return text;
};

/** @throws Error when a mandatory attribute is missing or senseless: the message is none of ours */
export const fromHeaders = (raw: readonly RawHeader[], key: string, body: Uint8Array): Envelope => {
  const optional = (name: string): string | null => {
    const content = raw.find((header) => header[0] === name)?.[1];
    return content ? storable(content.toString()) : null;
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
    key: storable(key),
    aggregate,
    aggregateId: rest.join('/'),
    version: versionOf(need('tradeloom_version')),
    orderId: optional('tradeloom_order'),
    parties: need('tradeloom_parties').split(',').filter(Boolean),
    actor: need('tradeloom_actor'),
    businessDate: need('tradeloom_business_date'),
    source: need('ce_source'),
    occurredAt: momentOf(need('ce_time')),
    traceparent: optional('traceparent'),
    body,
  };
};

export const topicFor = (prefix: string, type: string): string => `${prefix}${topicOf(type)}`;
