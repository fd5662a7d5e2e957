import { kafkaClients, newId, openBus } from '@tradeloom/chassis';

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

/** Publishes, hears and stops. Whatever it left open would keep the process alive. */
const client = kafkaClients.find((name) => name === need('KAFKA_CLIENT'));
if (!client) throw new Error('KAFKA_CLIENT names no client');
const bus = await openBus(client, {
  clientId: 'fixture',
  groupId: need('GROUP_ID'),
  brokers: need('KAFKA_BROKERS').split(','),
  topicPrefix: need('KAFKA_TOPIC_PREFIX'),
});
const heard = Promise.withResolvers<void>();
await bus.subscribe(['conformance'], { deliver: async () => heard.resolve() });
await bus.publish([
  {
    id: newId(),
    type: 'conformance.Happened',
    key: 'k',
    aggregate: 'thing',
    aggregateId: 'k',
    version: 1,
    orderId: null,
    parties: ['eastbridge'],
    actor: '{}',
    businessDate: '2026-12-07',
    source: '/tradeloom/conformance',
    occurredAt: new Date(),
    traceparent: null,
    body: new Uint8Array(),
  },
]);
await heard.promise;
process.stdout.write('heard\n');
await bus.stop();
process.stdout.write('stopped\n');
