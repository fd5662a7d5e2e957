import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { type Declarations, type DeclaredEvent, serviceOf } from './declared-events.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (description: string): Json => ({ type: 'string', description });

const headers: Json = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_subject', 'tradeloom_version'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: text('an event delivered twice keeps it'),
    ce_type: text('the full name of the protobuf message'),
    ce_source: text('the publishing service'),
    ce_time: { type: 'string', format: 'date-time', description: 'time of the database that recorded it' },
    ce_subject: text('aggregate/id'),
    traceparent: text('W3C trace context'),
    tradeloom_order: text("the order's id, where there is one"),
    tradeloom_version: text('version of the aggregate that ce_subject names'),
    tradeloom_parties: text('organisations that may know of the event, separated by commas'),
    tradeloom_actor: text('who caused it'),
    tradeloom_business_date: { type: 'string', format: 'date', description: 'the day it counts for' },
  },
};

/** AsyncAPI 3.0: a channel per topic, a message per event, what each service sends and receives. */
export function writeAsyncApi(
  { events, comment }: Declarations,
  hearers: ReadonlyMap<string, readonly string[]>,
): Json {
  const topics = Map.groupBy(events, ({ topic }) => topic);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tradeloom events',
      version: '1.0.0',
      description:
        'Bodies are binary protobuf messages of the named type; each schema shows the JSON form of that message.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/protobuf',
    channels: Object.fromEntries([...topics].map(([topic, told]) => [topic, channel(topic, told)])),
    operations: Object.fromEntries([...topics].flatMap(([topic, told]) => operations(topic, told, hearers))),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.message.typeName, message(event, comment)])),
      schemas: schemas(events, comment),
    },
  };
}

const channel = (topic: string, told: readonly DeclaredEvent[]): Json => ({
  address: topic,
  messages: Object.fromEntries(
    told.map(({ message: { name, typeName } }) => [name, { $ref: `#/components/messages/${typeName}` }]),
  ),
  bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
});

const message = ({ message: described, text: { en, zh } }: DeclaredEvent, comment: Declarations['comment']): Json => ({
  name: described.typeName,
  title: described.name,
  summary: comment(described),
  description: `${en}\n\n${zh}`,
  contentType: 'application/protobuf',
  headers: { $ref: '#/components/schemas/EventHeaders' },
  payload: { $ref: `#/components/schemas/${described.typeName}` },
  bindings: { kafka: { key: text("the order's id, else the aggregate's"), bindingVersion: '0.5.0' } },
});

function operations(
  topic: string,
  told: readonly DeclaredEvent[],
  hearers: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [string, Json])[] {
  const publisher = serviceOf(topic);
  const hearing = (service: string) => told.filter(({ message: m }) => hearers.get(m.typeName)?.includes(service));
  const services = new Set(told.flatMap(({ message: m }) => hearers.get(m.typeName) ?? []));
  return [
    [`${publisher}.announces`, operation('send', topic, told)],
    ...[...services].sort().map((s) => [`${s}.hears.${publisher}`, operation('receive', topic, hearing(s))] as const),
    [`timeline.hears.${publisher}`, operation('receive', topic, told)],
  ];
}

const operation = (action: 'send' | 'receive', topic: string, told: readonly DeclaredEvent[]): Json => ({
  action,
  channel: { $ref: `#/channels/${topic}` },
  messages: told.map(({ message: { name } }) => ({ $ref: `#/channels/${topic}/messages/${name}` })),
});

function schemas(events: readonly DeclaredEvent[], comment: Declarations['comment']): Json {
  const known = new Map([['EventHeaders', headers]]);
  const visit = (described: DescMessage): void => {
    if (known.has(described.typeName)) return;
    const properties = described.fields.map((field) => [
      field.jsonName,
      { ...fieldSchema(field), ...noted(comment(field)) },
    ]);
    known.set(described.typeName, {
      type: 'object',
      ...noted(comment(described)),
      properties: Object.fromEntries(properties),
    });
    for (const { message: nested } of described.fields) if (nested) visit(nested);
  };
  for (const { message: described } of events) visit(described);
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const noted = (description: string): Json => (description ? { description } : {});

function fieldSchema(field: DescField): Json {
  const element = field.message ? { $ref: `#/components/schemas/${field.message.typeName}` } : scalarSchema(field);
  if (field.fieldKind === 'list') return { type: 'array', items: element };
  if (field.fieldKind === 'map') return { type: 'object', additionalProperties: element };
  return element;
}

/** The JSON form of protobuf writes 64-bit numbers as strings. */
function scalarSchema({ enum: values, scalar }: DescField): Json {
  if (values) return { type: 'string', enum: values.values.map(({ name }) => name) };
  if (scalar === ScalarType.BOOL) return { type: 'boolean' };
  if (scalar === ScalarType.INT32 || scalar === ScalarType.UINT32) return { type: 'integer' };
  if (scalar === ScalarType.DOUBLE || scalar === ScalarType.FLOAT) return { type: 'number' };
  return { type: 'string' };
}
