import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { kafkaClients, openBus } from '@tradeloom/chassis';
import { createTopics } from './topics.ts';
import { Way } from './way.ts';

/** A port that nobody listens on yet. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

describe.each(kafkaClients)('a service on %s that starts while the broker is away', (client) => {
  it('starts, says what is missing, and listens once the broker is there', async () => {
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
    const topicPrefix = `away-${randomUUID()}.`;
    await createTopics(brokers, topicPrefix);
    const port = await freePort();
    const id = `${topicPrefix}group`;
    const bus = await openBus(client, { clientId: id, groupId: id, brokers: [`127.0.0.1:${port}`], topicPrefix });
    const heard = Promise.withResolvers<string>();

    await bus.subscribe(['tradeloom.orders.v1'], { deliver: async (envelope) => heard.resolve(envelope.id) });
    expect(bus.problems()).toEqual([expect.stringMatching(/^kafka: /)]);

    const [host = '', brokerPort] = brokers[0]?.split(':') ?? [];
    const way = await Way.to(host, Number(brokerPort), port);
    const event = randomUUID();
    await bus.publish([
      {
        id: event,
        type: 'tradeloom.orders.v1.OrderReceived',
        key: 'o1',
        aggregate: 'order',
        aggregateId: 'o1',
        version: 1,
        orderId: 'o1',
        parties: ['eastbridge'],
        actor: '{}',
        businessDate: '2026-12-07',
        source: '/tradeloom/orders',
        occurredAt: new Date(0),
        traceparent: null,
        body: new Uint8Array(),
      },
    ]);
    expect(await heard.promise).toBe(event);
    expect(bus.problems()).toEqual([]);
    await bus.stop();
    way.close();
  }, 90_000);
});
