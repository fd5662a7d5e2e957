import { type Envelope, type KafkaClient, kafkaClients, type UnreadableRecord } from '@tradeloom/chassis';
import { Partitioners } from 'kafkajs';
import { Arrivals, firstArrivals } from './arrivals.ts';
import { BusStage, topic } from './bus-stage.ts';
import { Gate } from './gate.ts';
import { until } from './until.ts';
import { Wire } from './wire.ts';

const partitions = 3;
/** For megabytes on a busy machine. */
const patientMs = 90_000;
const keys = Array.from({ length: 12 }, (_, i) => `key-${i}`);

/** The partition that every Kafka client draws for a key. */
const partitionOf = (key: string): number =>
  Partitioners.DefaultPartitioner()({
    topic,
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 1,
      replicas: [1],
      isr: [1],
    })),
    message: { key, value: '' },
  });

describe.each(kafkaClients)('the bus on %s', (client: KafkaClient) => {
  let stage: BusStage;
  beforeEach(async () => {
    stage = await BusStage.open(partitions);
  });
  afterEach(() => stage.close());

  it('brings an event as it was sent, byte for byte', async () => {
    const bus = await stage.bus(client);
    const sent: Envelope[] = [
      {
        ...stage.envelope(
          '订单-1',
          Uint8Array.from({ length: 256 }, (_, i) => i),
        ),
        orderId: 'o-1',
      },
      { ...stage.envelope('k'), parties: ['eastbridge', 'hengda'], actor: JSON.stringify({ login: '陈丽' }) },
      { ...stage.envelope('k'), parties: [], traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    ];
    await bus.publish(sent);
    const heard = new Arrivals();
    await bus.subscribe([topic], { deliver: heard.hear });
    await heard.until('all heard', () => heard.distinct === sent.length);
    const plain = (e: Envelope) => ({ ...e, body: [...e.body] });
    expect(heard.all.map(plain).toSorted((a, b) => a.version - b.version)).toEqual(sent.map(plain));
  });

  it('publishes to the partition that every client draws for the key', async () => {
    await (await stage.bus(client)).publish(stage.series(keys, 2));
    const ends = await stage.admin.fetchTopicOffsets(stage.topic);
    const expected = [0, 1, 2].map((partition) => 2 * keys.filter((key) => partitionOf(key) === partition).length);
    expect(ends.toSorted((a, b) => a.partition - b.partition).map(({ high }) => Number(high))).toEqual(expected);
  });

  it('has published when the replicas in sync hold it', async () => {
    await (await stage.bus(client)).publish(stage.series(keys, 3));
    expect(await stage.published()).toBe(keys.length * 3);
  });

  it('keeps the order of each key, one event of a partition at a time', async () => {
    const bus = await stage.bus(client);
    const heard = new Arrivals();
    const inFlight = new Map<number, number>();
    let most = 0;
    await bus.subscribe([topic], {
      deliver: async (envelope) => {
        const partition = partitionOf(envelope.key);
        inFlight.set(partition, (inFlight.get(partition) ?? 0) + 1);
        most = Math.max(most, ...inFlight.values());
        await new Promise((resolve) => setImmediate(resolve));
        await heard.hear(envelope);
        inFlight.set(partition, (inFlight.get(partition) ?? 0) - 1);
      },
    });
    const sent = stage.series(keys, 100);
    for (let i = 0; i < sent.length; i += 70) await bus.publish(sent.slice(i, i + 70));
    await heard.until('all heard', () => heard.distinct === sent.length);
    expect(firstArrivals(heard.all)).toEqual(firstArrivals(sent));
    expect(most).toBe(1);
  });

  it('begins neighbours of one key in their order where they may go together, and nothing is lost when one fails', async () => {
    const bus = await stage.bus(client);
    const heard = new Arrivals();
    const sent = stage.series(keys, 40);
    const failing = new Set([sent[100]?.id, sent[250]?.id]);
    const begun: Envelope[] = [];
    await bus.publish(sent);
    await bus.subscribe([topic], {
      inCompany: () => 'any',
      deliver: async (envelope) => {
        begun.push(envelope);
        await new Promise((resolve) => setImmediate(resolve));
        if (failing.delete(envelope.id)) throw new Error('not yet');
        await heard.hear(envelope);
      },
    });
    await heard.until('all heard', () => heard.distinct === sent.length);
    expect(failing.size).toBe(0);
    expect(firstArrivals(begun)).toEqual(firstArrivals(sent));
  });

  it('takes events in company where that is allowed: never two of a key, nothing lost when one fails', async () => {
    const bus = await stage.bus(client);
    const heard = new Arrivals();
    const inFlight = new Set<string>();
    let most = 0;
    const sent = stage.series(keys, 40);
    const failing = new Set([sent[100]?.id, sent[250]?.id]);
    await bus.publish(sent);
    await bus.subscribe([topic], {
      inCompany: ({ version }) => (version % 10 === 0 ? 'alone' : 'other-keys'),
      deliver: async (envelope) => {
        const { key, id } = envelope;
        if (inFlight.has(key)) throw new Error(`two of ${key} at a time`);
        inFlight.add(key);
        most = Math.max(most, inFlight.size);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight.delete(key);
        if (failing.delete(id)) throw new Error('not yet');
        await heard.hear(envelope);
      },
    });
    await heard.until('all heard', () => heard.distinct === sent.length);
    expect(failing.size).toBe(0);
    expect(most).toBeGreaterThan(3);
    expect(firstArrivals(heard.all)).toEqual(firstArrivals(sent));
  });

  it('moves the offset only after the event was delivered', async () => {
    const bus = await stage.bus(client);
    using gate = new Gate();
    await bus.subscribe([topic], {
      deliver: async () => {
        await gate.pass();
      },
    });
    await bus.publish([stage.envelope('k')]);
    await gate.reached.promise;
    expect(await stage.committed()).toBe(0);
    gate.open();
    await until('committed', async () => (await stage.committed()) === 1);
  });

  it('brings an event again that did not get through, and other partitions meanwhile', async () => {
    const bus = await stage.bus(client);
    const [stuck = ''] = keys;
    const others = keys.filter((key) => partitionOf(key) !== partitionOf(stuck));
    const heard = new Arrivals();
    const triedTwice = Promise.withResolvers<void>();
    let failures = 0;
    let otherEvents = 0;
    await bus.subscribe([topic], {
      deliver: async (envelope) => {
        if (envelope.key === stuck && otherEvents < others.length * 10) {
          failures += 1;
          if (failures === 2) triedTwice.resolve();
          throw new Error('not yet');
        }
        await heard.hear(envelope);
        if (others.includes(envelope.key)) otherEvents += 1;
      },
    });
    const held = stage.series([stuck], 3);
    await bus.publish(held);
    await triedTwice.promise;
    const sent = stage.series(others, 10);
    await bus.publish(sent);
    await heard.until('all heard', () => heard.distinct === held.length + sent.length);
    expect(firstArrivals(heard.all)).toEqual(firstArrivals([...held, ...sent]));
    await until('committed', async () => (await stage.committed()) === held.length + sent.length);
  });

  it(
    'takes no more from the broker than it may keep while the handler is slow',
    async () => {
      using wire = new Wire();
      const count = 400;
      const size = 100_000;
      const bus = await stage.bus(client);
      using gate = new Gate();
      const heard = new Arrivals();
      await bus.subscribe([topic], {
        deliver: async (envelope) => {
          await gate.pass();
          await heard.hear(envelope);
        },
      });
      // who took all that it is offered would have most of it by the time that the last of it is acknowledged
      for (let i = 0; i < count; i += 8) {
        await bus.publish(Array.from({ length: 8 }, () => stage.envelope('k', new Uint8Array(size))));
      }
      await gate.reached.promise;
      expect(wire.bytesReceived).toBeLessThan((count * size) / 4);
      gate.open();
      await heard.until('all heard', () => heard.distinct === count);
    },
    patientMs,
  );

  it('hands over a record that is none of ours as it came, until it is kept, and goes on behind it', async () => {
    const [key = ''] = keys;
    const place = { topic: stage.topic, partition: partitionOf(key) };
    const headers = { ce_id: 'x', bytes: Buffer.from([0, 255]) };
    await stage.plant({ partition: place.partition, key, value: Buffer.from([255, 0]), headers });
    await stage.plant({ partition: place.partition, key: null, value: null });
    const bus = await stage.bus(client);
    const heard = new Arrivals();
    const kept: UnreadableRecord[] = [];
    let refusals = 0;
    await bus.subscribe([topic], {
      deliver: heard.hear,
      keep: async (record) => {
        if (record.offset === '0' && refusals < 2) {
          refusals += 1;
          throw new Error('no place to keep it');
        }
        kept.push(record);
      },
    });
    await bus.publish([stage.envelope(key)]);
    await heard.until('the event behind them', () => heard.distinct === 1);
    expect(refusals).toBe(2);
    const plain = (content: Uint8Array | null) => content && [...content];
    expect(
      kept.map((record) => ({
        ...record,
        key: record.key && String(record.key),
        value: plain(record.value),
        headers: record.headers.map(([name, content]) => [name, plain(content)]),
      })),
    ).toEqual([
      {
        ...place,
        offset: '0',
        key,
        value: [255, 0],
        headers: [
          ['ce_id', [...Buffer.from('x')]],
          ['bytes', [0, 255]],
        ],
        reason: 'event without header ce_subject',
      },
      { ...place, offset: '1', key: null, value: null, headers: [], reason: 'event without header ce_subject' },
    ]);
    await until('committed', async () => (await stage.committed()) === 3);
    expect(bus.problems()).toEqual([]);
  });

  it('holds up the partition of such a record where nobody keeps it, and no other one', async () => {
    const [stuck = ''] = keys;
    const other = keys.find((key) => partitionOf(key) !== partitionOf(stuck)) ?? '';
    await stage.plant({ partition: partitionOf(stuck), key: stuck, value: 'noise' });
    const bus = await stage.bus(client);
    const heard = new Arrivals();
    await bus.subscribe([topic], { deliver: heard.hear });
    await bus.publish([stage.envelope(stuck), stage.envelope(other)]);
    await heard.until('the other partition', () => heard.distinct === 1);
    expect(heard.all.map(({ key }) => key)).toEqual([other]);
  });
});
