import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Receiver } from '../../gateway/test/receiver.ts';
import { RunningPlatform } from '../flows/running-platform.ts';
import { SpanCollector } from '../flows/span-collector.ts';
import { type Canary, canariesOf, hitsIn, type Output } from './canaries.ts';
import { crawl, documentReaders } from './crawl.ts';
import { ownForeignNone } from './matrix.ts';
import { listenForAll, toldToAll } from './told.ts';

describe('what must not be known, after a whole journey', () => {
  const receiver = new Receiver();
  let collector: SpanCollector;
  let platform: RunningPlatform;
  let canaries: Canary[];
  let outputs: Output[];
  let statuses: number[];
  let told: Output[];

  beforeAll(async () => {
    collector = new SpanCollector();
    await receiver.open();
    platform = await RunningPlatform.start('canaries', {
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.listen(),
      PARTNER_NETWORKS: '127.0.0.1/32',
    });
    const endpoints = await listenForAll(platform, receiver);
    const journey = join(import.meta.dirname, '../../deploy/demo/src/main.ts');
    await promisify(execFile)(process.execPath, [journey], {
      env: { ...process.env, TRADELOOM_STATE_DIR: platform.state },
    });
    const organisations = [...new Set(platform.callers.map(({ organisation }) => organisation))];
    canaries = await canariesOf(platform.ownerUrl, organisations);
    ({ outputs, statuses } = await crawl(platform));
    told = await toldToAll(platform, endpoints, receiver);
  }, 400_000);
  afterAll(async () => {
    await platform?.stop();
    await collector?.stop();
    receiver.close();
  }, 60_000);

  it('is looked for in answers that are there', () => {
    expect(canaries.length).toBeGreaterThan(15);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(200);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const operators = platform.callers.filter(({ role }) => role === 'operator').map(({ name }) => name);
    const isOfMailbox = (from: string, name: string) =>
      from.startsWith('/api/v1/partners/') && from.endsWith(` to ${name}`);
    expect(operators.length).toBeGreaterThan(0);
    for (const name of operators) expect(outputs.filter(({ from }) => isOfMailbox(from, name))).not.toEqual([]);
  });

  it('is in no answer to an organisation that may not know it', () => {
    expect(hitsIn(canaries, outputs)).toEqual([]);
  });

  it('is in nothing that an organisation’s own system is told by webhook', () => {
    expect(new Set(told.map(({ organisation }) => organisation)).size).toBeGreaterThan(4);
    expect(hitsIn(canaries, told)).toEqual([]);
  });

  it('is printed for those it concerns: amounts for the export contract’s parties and the customs broker', async () => {
    expect(await documentReaders(platform)).toEqual({
      'commercial-invoice': ['eastbridge', 'harbor-pine'],
      'customs-declaration': ['eastbridge', 'sinolink'],
      'packing-list': ['eastbridge', 'harbor-pine', 'hengda', 'sinolink'],
    });
  });

  it('is in no log and on no span', () => {
    const logs = join(platform.state, 'logs');
    const written = readdirSync(logs).map((file) => ({
      organisation: '',
      from: file,
      text: readFileSync(join(logs, file), 'utf8'),
    }));
    const spans = collector.spans.map((span) => ({
      organisation: '',
      from: `span ${span.name}`,
      text: JSON.stringify(span.attributes),
    }));
    expect(hitsIn(canaries, [...written, ...spans])).toEqual([]);
  });

  it('is found where it is: each in the answers to those who may know it', () => {
    const unseen = canaries.filter((canary) => hitsIn([{ ...canary, may: [] }], outputs).length === 0);
    // where a rate comes from is told with the finding that needed it, if one did
    expect(unseen.filter(({ what }) => what !== 'source of an exchange rate')).toEqual([]);
  });

  it('is found when the answer to one goes to another', () => {
    const own = outputs.filter(({ organisation }) => organisation === 'eastbridge');
    const leaked = hitsIn(
      canaries,
      own.map((output) => ({ ...output, organisation: 'jinfeng' })),
    );
    expect(leaked.length).toBeGreaterThan(10);
  });

  // The last one: its parties may change what they may.
  it('is not even known to be there: a foreign record is answered like none, an own one is there', async () => {
    expect(await ownForeignNone(platform)).toEqual({ leaks: [], written: [], shut: [] });
  }, 240_000);
});
