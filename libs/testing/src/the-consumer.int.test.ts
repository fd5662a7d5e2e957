import type { INestApplicationContext } from '@nestjs/common';
import { create, finance, orders, quality } from '@tradeloom/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { DataSource } from 'typeorm';
import { bootService, type Stage } from './boot-service.ts';
import { interruptions, migrations, NotesModule } from './notes-service.ts';
import { until } from './until.ts';

const parties = ['eastbridge'];
const settled = (orderId: string) => create(finance.PaymentStageSettledSchema, { orderId, stage: 'deposit' });
const sampleApproved = (orderId: string) => create(quality.SampleApprovedSchema, { sampleId: `s-${orderId}`, orderId });

const prepare = (app: INestApplicationContext): Promise<void> =>
  app.get(DataSource).query(
    `insert into inbox (event_id, reaction, seen_at) values
        (gen_random_uuid(), 'recent', now() - interval '29 days'), (gen_random_uuid(), 'old', now() - interval '31 days')`,
  );

describe('the consumer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations, prepare });
  }, 60_000);
  afterAll(() => stage.close());

  it('forgets at its start what no topic can bring again', async () => {
    await until(
      'the old one is forgotten',
      async () => (await stage.rows('select reaction from orders.inbox')).length === 1,
    );
    expect(await stage.rows('select reaction from orders.inbox')).toEqual([{ reaction: 'recent' }]);
  });

  /** Resolves when the next reaction has had its effect; it goes on, and commits, when told. */
  const interrupted = (): Promise<() => void> =>
    new Promise((reached) => {
      interruptions.push(() => new Promise((goOn) => reached(goOn)));
    });
  const readiness = async (): Promise<{ status: string; causes: string[] }> => {
    const answer = await stage.app.getHttpAdapter().getInstance().inject('/health/ready');
    return answer.json();
  };
  /** How often an event was tried in vain, as the database counted it. */
  const triedInVain = async (): Promise<number> => {
    const [database] = await stage.rows<{ rolled_back: number }>(
      'select xact_rollback::int as rolled_back from pg_stat_database where datname = current_database()',
    );
    return database?.rolled_back ?? 0;
  };

  it('waits with an event for what comes later on another topic, which keeps flowing', async () => {
    await stage.publish('finance', settled('late'), { parties });
    await until('tried in vain', async () => (await triedInVain()) > 0);
    await stage.publish('quality', sampleApproved('late'), { parties });
    const heard = await stage.published(orders.ConfirmationGivenSchema, (e) => e.orderId === 'late');
    expect(heard.code).toBe('heard-1');
  });

  it('reports a message that is none of ours, without refusing requests for it', async () => {
    const topic = `${process.env['KAFKA_TOPIC_PREFIX']}tradeloom.quality.v1`;
    const producer = new Kafka({
      clientId: 'stranger',
      brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','),
      logLevel: logLevel.NOTHING,
    }).producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'x', value: 'noise' }] });
    await producer.disconnect();
    await until('named', async () => (await readiness()).status === 'degraded');
    const { causes } = await readiness();
    expect(causes).toEqual([
      expect.stringMatching(
        /^unreadable record at .*tradeloom\.quality\.v1\/0 offset \d+ since .*: event without header/,
      ),
    ]);
    await stage.publish('finance', settled('late'), { parties });
    await stage.published(orders.ConfirmationGivenSchema, (e) => e.code === 'heard-2');
  });

  it('finishes the event in flight when told to stop, and what it led to leaves before the service does', async () => {
    const reached = interrupted();
    await stage.publish('finance', settled('late'), { parties });
    const goOn = await reached;
    const stopped = stage.stop();
    goOn();
    await stopped;
    await stage.published(orders.ConfirmationGivenSchema, (e) => e.code === 'heard-3');
    expect(await stage.rows('select heard from orders.notes')).toEqual([{ heard: 3 }]);
    expect(await stage.rows('select id from orders.events where published_at is null')).toEqual([]);
  });
});
