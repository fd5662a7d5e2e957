import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Envelope, type KafkaClient, kafkaClients } from '@tradeloom/chassis';
import { Arrivals, firstArrivals } from './arrivals.ts';
import { BusStage, topic } from './bus-stage.ts';
import { Gate } from './gate.ts';
import { until } from './until.ts';
import { Wire } from './wire.ts';

const partitions = 3;
/** For what waits for the broker's own clocks. */
const patientMs = 90_000;
const keys = Array.from({ length: 12 }, (_, i) => `key-${i}`);
/** How far the load may run ahead of those who hear it. */
const windowEvents = 500;

describe.each(kafkaClients)('a member of the group on %s', (client: KafkaClient) => {
  let stage: BusStage;
  beforeEach(async () => {
    stage = await BusStage.open(partitions);
  });
  afterEach(() => stage.close());

  it('finishes what is in flight when told to unsubscribe, commits it, and takes nothing further', async () => {
    const leaving = await stage.bus(client);
    using gate = new Gate();
    const heard: string[] = [];
    await leaving.subscribe([topic], {
      deliver: async ({ id }) => {
        await gate.pass();
        heard.push(id);
      },
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
    const next = new Arrivals();
    await (await stage.bus(client)).subscribe([topic], { deliver: next.hear });
    await next.until('the rest heard', () => next.distinct === 5);
    expect(next.all[0]?.id).toBe(sent[1]?.id);
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
      const bus = await stage.bus(client);
      const heard = new Arrivals();
      await bus.subscribe([topic], { deliver: heard.hear });
      const before = stage.series(keys, 5);
      await bus.publish(before);
      await heard.until('heard before', () => heard.distinct === before.length);

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
      await heard.until('heard after', () => heard.distinct === before.length + after.length);
      expect(firstArrivals(heard.all)).toEqual(firstArrivals([...before, ...after]));
      await until('nothing is wrong', () => bus.problems().length === 0);
    },
    patientMs,
  );

  it(
    'leaves nothing behind when it stops: the process ends by itself',
    async () => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'bus-that-stops.fixture.ts')], {
        env: { ...process.env, KAFKA_CLIENT: client, KAFKA_TOPIC_PREFIX: stage.prefix, GROUP_ID: stage.groupId },
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: patientMs,
        killSignal: 'SIGKILL',
      });
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
): Promise<{ heard: readonly Envelope[]; sent: Envelope[] }> => {
  const first = await stage.bus(firstClient);
  const second = await stage.bus(secondClient);
  const publisher = await stage.bus(firstClient);
  const heard = new Arrivals();
  const byMember = { first: 0, second: 0 };
  const hear = (member: keyof typeof byMember) => async (envelope: Envelope) => {
    byMember[member] += 1;
    await heard.hear(envelope);
  };
  const sent: Envelope[] = [];
  const enough = new AbortController();
  const load = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      const some = stage.series(keys, 1);
      sent.push(...some);
      await publisher.publish(some);
      await heard.until('the load is heard', () => heard.distinct > sent.length - windowEvents);
    }
  };
  await first.subscribe([topic], { deliver: hear('first') });
  const loaded = load();
  await heard.until('the first hears', () => byMember.first > 50);
  await second.subscribe([topic], { deliver: hear('second') });
  const firstUntilThen = byMember.first;
  await heard.until('both hear', () => byMember.second > 50 && byMember.first > firstUntilThen + 50);
  await first.unsubscribe();
  const firstAtTheEnd = byMember.first;
  const published = sent.length;
  await heard.until('the second hears what comes now', () => heard.distinct > published);
  enough.abort();
  await loaded;
  await heard.until('all heard', () => heard.distinct === sent.length);
  expect(byMember.first).toBe(firstAtTheEnd);
  await until('all committed', async () => (await stage.committed()) === sent.length);
  return { heard: heard.all, sent };
};
