import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type KafkaClient, kafkaClients, newId, openBus, Relay, RelayBell, toHeaders } from '@tradeloom/chassis';
import { createTopics, placesOf, preparePlaces, producerPerformance, startBackends } from '@tradeloom/stack';
import { type Figure, figureOf, median, quantile } from './figure.ts';
import { envelopeOf, Outbox, schema, topic } from './outbox.ts';
import { openRawProducer, type RawRecord } from './raw-producer.ts';
import { TappedBus } from './tapped-bus.ts';

const bench = 'relay';
const rounds = 5;
const eventsPerRound = 10_000;
const perfToolRecords = 100_000;
const batchSize = 500;
const perSecond = 1_000;
const perTransaction = 10;
const latencySeconds = 12;
const warmUpSeconds = 2;
const goal = 0.5;
const goalMs = 100;
/** Of the broker's own tool, which is Java on threads of its own. */
const rawGoal: Readonly<Record<KafkaClient, number>> = { kafkajs: 0.3, platformatic: 0.6 };
const firstBase = 12_680;

interface Place {
  readonly brokers: string;
  readonly prefix: string;
  readonly outbox: Outbox;
  readonly records: readonly RawRecord[];
}

/**
 * The relay from the outbox to Kafka's acknowledgement, in turn with the bare client sending the same records, for both
 * clients; the broker's own load tool with records of that size; and the time from a commit to the consumer's handler.
 */
export const relay = async (say: (line: string) => void): Promise<readonly Figure[]> => {
  const places = preparePlaces(placesOf(process.env, 'bench'));
  const backends = await startBackends({ places, env: process.env, firstBase });
  try {
    const { brokers, adminUrl } = backends;
    await using outbox = await Outbox.open(adminUrl);
    const place = { brokers, prefix: await freshTopics(brokers), outbox, records: recordsOfOneRound() };
    const rates = await inTurn(place, say);
    const perfTool = await producerPerformance(
      {
        brokers,
        topic: `${place.prefix}${topic}`,
        records: perfToolRecords,
        recordBytes: bytesPerRecord(place.records),
      },
      places,
    );
    say(`the broker's own tool: ${perfTool.toFixed(0)} records/s`);
    const figures = kafkaClients.flatMap((client) => throughput(client, rates[client], perfTool));
    for (const client of kafkaClients) {
      figures.push(await commitToConsumer(client, { ...place, prefix: await freshTopics(brokers) }, say));
    }
    return figures;
  } finally {
    await backends.stop();
  }
};

const freshTopics = async (brokers: string): Promise<string> => {
  const prefix = `bench-${newId().slice(-12)}.`;
  await createTopics(brokers, prefix);
  return prefix;
};

interface Rates {
  readonly relayed: number[];
  readonly raw: number[];
}

const named = (name: string, client: KafkaClient): string => (client === 'kafkajs' ? name : `${name}-${client}`);

const throughput = (client: KafkaClient, { relayed, raw }: Rates, perfTool: number): Figure[] => [
  figureOf({
    bench,
    name: named(bench, client),
    value: median(relayed),
    unit: 'events/s',
    reference: `${client} alone, the same records`,
    referenceValue: median(raw),
    goal,
    limit: 'ratio at least',
  }),
  figureOf({
    bench,
    name: `raw-${client}`,
    value: median(raw),
    unit: 'records/s',
    reference: "the broker's own ProducerPerformance",
    referenceValue: perfTool,
    goal: rawGoal[client],
    limit: 'ratio at least',
  }),
];

/** A round of each, so that what slows the machine down slows all of them; the first round only warms up. */
const inTurn = async (place: Place, say: (line: string) => void): Promise<Record<KafkaClient, Rates>> => {
  const rates: Record<KafkaClient, Rates> = {
    kafkajs: { relayed: [], raw: [] },
    platformatic: { relayed: [], raw: [] },
  };
  for (let round = 0; round <= rounds; round += 1) {
    for (const client of kafkaClients) {
      const relayed = await relayRate(client, place);
      const raw = await rawRate(client, place);
      say(`${client}, round ${round}: ${relayed.toFixed(0)} events/s, alone ${raw.toFixed(0)}`);
      if (round === 0) continue;
      rates[client].relayed.push(relayed);
      rates[client].raw.push(raw);
    }
  }
  return rates;
};

const busOf = (client: KafkaClient, { brokers, prefix }: Place) =>
  openBus(client, {
    clientId: 'bench',
    groupId: `${prefix}${client}`,
    brokers: brokers.split(','),
    topicPrefix: prefix,
  });

const perSecondSince = (since: number, count: number): number => (count / (performance.now() - since)) * 1000;

const relayRate = async (client: KafkaClient, place: Place): Promise<number> => {
  const { outbox } = place;
  await outbox.clear();
  await outbox.append(Array.from({ length: eventsPerRound }, () => randomUUID()));
  const bus = new TappedBus(await busOf(client, place));
  const all = bus.acknowledged(eventsPerRound);
  const running = new Relay(outbox.relayUrl, schema, bus, new RelayBell());
  const since = performance.now();
  running.start();
  await all;
  const rate = perSecondSince(since, eventsPerRound);
  await running.stop();
  await bus.stop();
  const left = await outbox.unpublished();
  if (left > 0) throw new Error(`${left} events were acknowledged and are not marked`);
  return rate;
};

const rawRate = async (client: KafkaClient, { brokers, prefix, records }: Place): Promise<number> => {
  const producer = await openRawProducer[client](brokers);
  const since = performance.now();
  for (let i = 0; i < records.length; i += batchSize) {
    await producer.send(`${prefix}${topic}`, records.slice(i, i + batchSize));
  }
  const rate = perSecondSince(since, records.length);
  await producer.close();
  return rate;
};

/** At a steady rate, from the moment a commit is answered to the moment the consumer's handler is called. */
const commitToConsumer = async (client: KafkaClient, place: Place, say: (line: string) => void): Promise<Figure> => {
  const { outbox } = place;
  await outbox.clear();
  const bus = await busOf(client, place);
  const bell = new RelayBell();
  const running = new Relay(outbox.relayUrl, schema, bus, bell);
  const committedAt = new Map<string, number>();
  const heardAt = new Map<string, number>();
  await bus.subscribe([topic], { deliver: async ({ id }) => void heardAt.set(id, performance.now()) });
  running.start();
  await appended(place, warmUpSeconds, bell, () => undefined);
  await appended(place, latencySeconds, bell, (id) => committedAt.set(id, performance.now()));
  while ([...committedAt.keys()].some((id) => !heardAt.has(id))) await pause(20);
  await running.stop();
  await bus.stop();
  const latencies = [...committedAt].map(([id, at]) => Math.max(0, (heardAt.get(id) ?? Number.NaN) - at));
  say(`${client}: ${latencies.length} events at ${perSecond}/s`);
  return figureOf({
    bench,
    name: named('commit-to-consumer-p99', client),
    value: quantile(latencies, 0.99),
    unit: 'ms',
    reference: 'median of the same events',
    referenceValue: median(latencies),
    goal: goalMs,
    limit: 'value at most',
  });
};

const appended = async (
  { outbox }: Place,
  seconds: number,
  bell: RelayBell,
  committed: (id: string) => void,
): Promise<void> => {
  const since = performance.now();
  const transactions = (seconds * perSecond) / perTransaction;
  for (let n = 0; n < transactions; n += 1) {
    const early = since + (n * perTransaction * 1000) / perSecond - performance.now();
    if (early > 0) await pause(early);
    const ids = Array.from({ length: perTransaction }, () => randomUUID());
    await outbox.append(ids);
    bell.ring();
    for (const id of ids) committed(id);
  }
};

const recordsOfOneRound = (): RawRecord[] =>
  Array.from({ length: eventsPerRound }, (_, n) => {
    const envelope = envelopeOf(randomUUID(), n);
    return { key: envelope.key, value: Buffer.from(envelope.body), headers: toHeaders(envelope) };
  });

const bytesPerRecord = ([record]: readonly RawRecord[]): number => {
  if (!record) throw new Error('no record');
  const headers = Object.entries(record.headers).flat().join('');
  return record.key.length + record.value.length + Buffer.byteLength(headers);
};
