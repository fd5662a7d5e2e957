import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Envelope, type KafkaClient, kafkaClients } from '@tradeloom/chassis';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { BusStage, topic, until, Wire } from './bus-stage.ts';

const partitions = 3;
/** For what waits for the broker's own clocks. */
const patientMs = 90_000;
const keys = Array.from({ length: 12 }, (_, i) => `key-${i}`);

/** Versions of each key in the order of their first arrival. */
const firstArrivals = (heard: readonly Envelope[]): Map<string, number[]> => {
  const byKey = new Map<string, number[]>();
  for (const { key, version } of heard) {
    const versions = byKey.get(key) ?? [];
    if (!versions.includes(version)) versions.push(version);
    byKey.set(key, versions);
  }
  return byKey;
};

const distinct = (heard: readonly Envelope[]): number => new Set(heard.map(({ id }) => id)).size;

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

/** What holds a handler up; opened at the end of a failed test too, so that the bus can stop. */
class Gate {
  readonly reached = Promise.withResolvers<void>();
  private readonly opened = Promise.withResolvers<void>();

  async pass(): Promise<void> {
    this.reached.resolve();
    await this.opened.promise;
  }

  open(): void {
    this.opened.resolve();
  }

  [Symbol.dispose](): void {
    this.open();
  }
}

describe.each(kafkaClients)('the bus on %s', (client: KafkaClient) => {
  let stage: BusStage;
  beforeEach(async () => {
    stage = await BusStage.open(partitions);
  });
  afterEach(() => stage.close());

  it('brings an event as it was sent, byte for byte', async () => {
    const bus = stage.bus(client);
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
    const heard: Envelope[] = [];
    await bus.subscribe([topic], async (envelope) => void heard.push(envelope));
    await until('all heard', () => heard.length === sent.length);
    const plain = (e: Envelope) => ({ ...e, body: [...e.body] });
    expect(heard.map(plain).toSorted((a, b) => a.version - b.version)).toEqual(sent.map(plain));
  });

  it('publishes to the partition that every client draws for the key', async () => {
    await stage.bus(client).publish(stage.series(keys, 2));
    const ends = await stage.admin.fetchTopicOffsets(stage.topic);
    const expected = [0, 1, 2].map((partition) => 2 * keys.filter((key) => partitionOf(key) === partition).length);
    expect(ends.toSorted((a, b) => a.partition - b.partition).map(({ high }) => Number(high))).toEqual(expected);
  });

  it('has published when the replicas in sync hold it', async () => {
    await stage.bus(client).publish(stage.series(keys, 3));
    expect(await stage.published()).toBe(keys.length * 3);
  });

  it('keeps the order of each key, one event of a partition at a time', async () => {
    const bus = stage.bus(client);
    const heard: Envelope[] = [];
    const inFlight = new Map<number, number>();
    let most = 0;
    await bus.subscribe([topic], async (envelope) => {
      const partition = partitionOf(envelope.key);
      inFlight.set(partition, (inFlight.get(partition) ?? 0) + 1);
      most = Math.max(most, ...inFlight.values());
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(envelope);
      inFlight.set(partition, (inFlight.get(partition) ?? 0) - 1);
    });
    const sent = stage.series(keys, 100);
    for (let i = 0; i < sent.length; i += 70) await bus.publish(sent.slice(i, i + 70));
    await until('all heard', () => heard.length >= sent.length);
    expect(firstArrivals(heard)).toEqual(firstArrivals(sent));
    expect(most).toBe(1);
  });

  it('moves the offset only after the event was delivered', async () => {
    const bus = stage.bus(client);
    using gate = new Gate();
    await bus.subscribe([topic], async () => {
      await gate.pass();
    });
    await bus.publish([stage.envelope('k')]);
    await gate.reached.promise;
    expect(await stage.committed()).toBe(0);
    gate.open();
    await until('committed', async () => (await stage.committed()) === 1);
  });

  it('brings an event again that did not get through, and other partitions meanwhile', async () => {
    const bus = stage.bus(client);
    const [stuck = ''] = keys;
    const others = keys.filter((key) => partitionOf(key) !== partitionOf(stuck));
    const heard: Envelope[] = [];
    let failures = 0;
    let otherEvents = 0;
    await bus.subscribe([topic], async (envelope) => {
      if (envelope.key === stuck && otherEvents < others.length * 10) {
        failures += 1;
        throw new Error('not yet');
      }
      heard.push(envelope);
      if (others.includes(envelope.key)) otherEvents += 1;
    });
    const held = stage.series([stuck], 3);
    await bus.publish(held);
    await until('tried in vain, twice', () => failures >= 2);
    const sent = stage.series(others, 10);
    await bus.publish(sent);
    await until('all heard', () => heard.length === held.length + sent.length);
    expect(firstArrivals(heard)).toEqual(firstArrivals([...held, ...sent]));
    await until('committed', async () => (await stage.committed()) === held.length + sent.length);
  });

  it(
    'takes no more from the broker than it may keep while the handler is slow',
    async () => {
      using wire = new Wire();
      const count = 400;
      const size = 100_000;
      const bus = stage.bus(client);
      using gate = new Gate();
      let heard = 0;
      await bus.subscribe([topic], async () => {
        await gate.pass();
        heard += 1;
      });
      for (let i = 0; i < count; i += 8) {
        await bus.publish(Array.from({ length: 8 }, () => stage.envelope('k', new Uint8Array(size))));
      }
      await gate.reached.promise;
      let before = -1;
      await until('nothing more comes', async () => {
        const settled = wire.bytesReceived === before;
        before = wire.bytesReceived;
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return settled || wire.bytesReceived - before < size;
      });
      expect(wire.bytesReceived).toBeLessThan((count * size) / 4);
      gate.open();
      await until('all heard', () => heard === count);
    },
    patientMs,
  );

  it('finishes what is in flight when told to unsubscribe, commits it, and takes nothing further', async () => {
    const leaving = stage.bus(client);
    using gate = new Gate();
    const heard: string[] = [];
    await leaving.subscribe([topic], async ({ id }) => {
      await gate.pass();
      heard.push(id);
    });
    const sent = stage.series(['k'], 5);
    await leaving.publish(sent);
    await gate.reached.promise;
    const left = leaving.unsubscribe();
    gate.open();
    await left;
    expect(heard).toEqual([sent[0]?.id]);
    expect(await stage.committed()).toBe(1);
    await leaving.publish(stage.series(['k'], 1));
    const next: string[] = [];
    await stage.bus(client).subscribe([topic], async ({ id }) => void next.push(id));
    await until('the rest heard', () => next.length === 5);
    expect(next[0]).toBe(sent[1]?.id);
  });

  it(
    'shares partitions with a second member, and hands over without loss in the middle of load',
    async () => {
      const { heard, sent } = await sharedBy(stage, client, client);
      expect(firstArrivals(heard)).toEqual(firstArrivals(sent));
    },
    patientMs,
  );

  it(
    'goes on after every connection was lost, without loss',
    async () => {
      using wire = new Wire();
      const bus = stage.bus(client);
      const heard: Envelope[] = [];
      await bus.subscribe([topic], async (envelope) => void heard.push(envelope));
      const before = stage.series(keys, 5);
      await bus.publish(before);
      await until('heard before', () => distinct(heard) === before.length);

      wire.cut();
      const after = stage.series(keys, 5);
      let failures = 0;
      const publishing = publishedAtLast(
        () => bus.publish(after),
        () => (failures += 1),
      );
      await until('publishing fails, and the bus names it', () => failures > 0 && bus.problems().length > 0);
      expect(bus.problems()).toEqual([expect.stringMatching(/^kafka: /)]);
      wire.mend();
      await publishing;
      await until('heard after', () => distinct(heard) === before.length + after.length);
      expect(firstArrivals(heard)).toEqual(firstArrivals([...before, ...after]));
      await until('nothing is wrong', () => bus.problems().length === 0);
    },
    patientMs,
  );

  it('names a message that is none of ours, and brings what lies in other partitions', async () => {
    const bus = stage.bus(client);
    const kafka = new Kafka({
      clientId: 'stranger',
      brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','),
      logLevel: logLevel.NOTHING,
    });
    const stranger = kafka.producer();
    await stranger.connect();
    await stranger.send({ topic: stage.topic, messages: [{ partition: partitionOf('k'), value: 'noise' }] });
    await stranger.disconnect();
    const heard: string[] = [];
    await bus.subscribe([topic], async ({ key }) => void heard.push(key));
    const other = keys.find((key) => partitionOf(key) !== partitionOf('k')) ?? '';
    await bus.publish([stage.envelope('k'), stage.envelope(other)]);
    await until('the other partition', () => heard.length === 1);
    await until('named', () => bus.problems().length === 1);
    expect(bus.problems()).toEqual([`${stage.topic}/${partitionOf('k')} at 0: event without header ce_subject`]);
    expect(heard).toEqual([other]);
  });

  it(
    'leaves nothing behind when it stops: the process ends by itself',
    async () => {
      const child = spawn(
        process.execPath,
        ['--disable-warning=TimeoutNegativeWarning', join(import.meta.dirname, 'bus-that-stops.fixture.ts')],
        {
          env: { ...process.env, KAFKA_CLIENT: client, KAFKA_TOPIC_PREFIX: stage.prefix, GROUP_ID: stage.groupId },
          stdio: ['ignore', 'pipe', 'inherit'],
          timeout: patientMs,
          killSignal: 'SIGKILL',
        },
      );
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += String(chunk);
      });
      const [code, signal] = await once(child, 'exit');
      expect({ code, signal, said }).toEqual({ code: 0, signal: null, said: 'heard\nstopped\n' });
    },
    patientMs,
  );
});

describe('a service that changes its client', () => {
  it.each([
    ['kafkajs', 'platformatic'],
    ['platformatic', 'kafkajs'],
  ] as const)(
    'has members on %s and %s in one group, without loss',
    async (first, second) => {
      const stage = await BusStage.open(partitions);
      try {
        const { heard, sent } = await sharedBy(stage, first, second);
        expect(firstArrivals(heard)).toEqual(firstArrivals(sent));
      } finally {
        await stage.close();
      }
    },
    patientMs,
  );
});

/** As the relay does: the same again until it succeeds. */
const publishedAtLast = (publish: () => Promise<void>, failed: () => void): Promise<void> =>
  until('published', async () => {
    try {
      await publish();
      return true;
    } catch {
      failed();
      return false;
    }
  });

/** A second member joins in the middle of load, and the first leaves in the middle of load. */
const sharedBy = async (
  stage: BusStage,
  firstClient: KafkaClient,
  secondClient: KafkaClient,
): Promise<{ heard: Envelope[]; sent: Envelope[] }> => {
  const first = stage.bus(firstClient);
  const second = stage.bus(secondClient);
  const publisher = stage.bus(firstClient);
  const heard: Envelope[] = [];
  const byMember = { first: 0, second: 0 };
  const hear = (member: keyof typeof byMember) => async (envelope: Envelope) => {
    await new Promise((resolve) => setImmediate(resolve));
    byMember[member] += 1;
    heard.push(envelope);
  };
  const sent: Envelope[] = [];
  const enough = new AbortController();
  const load = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      const some = stage.series(keys, 1);
      sent.push(...some);
      await publisher.publish(some);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await first.subscribe([topic], hear('first'));
  const loaded = load();
  await until('the first hears', () => byMember.first > 50);
  await second.subscribe([topic], hear('second'));
  const firstUntilThen = byMember.first;
  await until('both hear', () => byMember.second > 50 && byMember.first > firstUntilThen + 50);
  await first.unsubscribe();
  const firstAtTheEnd = byMember.first;
  const published = sent.length;
  await until('the second hears what comes now', () => distinct(heard) > published);
  enough.abort();
  await loaded;
  await until('all heard', () => distinct(heard) === sent.length);
  expect(byMember.first).toBe(firstAtTheEnd);
  await until('all committed', async () => (await stage.committed()) === sent.length);
  return { heard, sent };
};
