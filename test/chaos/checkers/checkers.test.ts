import type { Operation } from '../operation.rules.ts';
import { duplicated } from './duplicated.rules.ts';
import type { Evidence } from './evidence.rules.ts';
import { lost } from './lost.rules.ts';
import { overPromised } from './over-promised.rules.ts';
import { reordered } from './reordered.rules.ts';

const operation = (door: string, key: string, acknowledged = true, file: string | null = null): Operation => ({
  door,
  key,
  attempts: 1,
  begunAt: 0,
  acknowledged,
  file,
});

const history: readonly Operation[] = [
  operation('order-850', 'CE1'),
  operation('order-api', 'CA1'),
  operation('order-api', 'CA2', false),
  operation('material-issue', 'LL1'),
  operation('progress-csv', '4'),
  operation('progress-csv', '5'),
  operation('order-folder', 'CP1', true, 'hash of CP1'),
  operation('order-as2', 'CS1', true, 'hash of CS1'),
];

const subject = 'order/o1';
const orders = 'tradeloom.orders.v1';
const committed = (id: string, type: string, version: number, causedBy: string | null = null) => ({
  service: 'orders',
  id,
  type,
  subject,
  version,
  causedBy,
});
const published = (id: string, offset: number, version: number) => ({
  topic: orders,
  partition: 0,
  offset,
  id,
  key: 'o1',
  subject,
  version,
});
const reacted = (service: string, reaction: string, eventId: string) => ({ service, reaction, eventId });

const entry = (id: string, type: string, position: number, parties: readonly string[]) => ({
  id,
  type,
  position,
  parties,
});
const told = (event: string, messageId = `msg_${event}`) => ({ event, messageId });

/** A small run in which all is well: an event published twice, an operation of unknown outcome without effect. */
const sound: Evidence = {
  effects: [
    { door: 'order-850', key: 'CE1', count: 1 },
    { door: 'order-api', key: 'CA1', count: 1 },
    { door: 'material-issue', key: 'LL1', count: 1 },
    { door: 'order-folder', key: 'CP1', count: 1 },
    { door: 'order-as2', key: 'CS1', count: 1 },
  ],
  highest: { 'progress-csv': 5 },
  committed: [
    committed('e1', 'OrderReceived', 1),
    committed('e2', 'OrderAudited', 2, 'p1'),
    committed('e3', 'OrderReceived', 3),
  ],
  published: [published('e1', 0, 1), published('e2', 1, 2), published('e1', 2, 1), published('e3', 3, 3)],
  reacted: [reacted('production', 'WhenOrderReceived', 'e1'), reacted('production', 'WhenOrderReceived', 'e3')],
  supplies: [{ supply: 'hengda/ASSEMBLY-2 2027-01-18', can: '60', booked: '60', promised: '60' }],
  files: [
    { partner: 'harbor-pine-9', channel: 'partner-sftp', name: 'CP1.edi', hash: 'hash of CP1' },
    { partner: 'harbor-pine-1', channel: 'as2', name: 'CS1.edi', hash: 'hash of CS1' },
    // renamed twice: by our SFTP door each is a file
    { partner: 'harbor-pine-5', channel: 'sftp', name: 'CF1.edi', hash: 'hash of CF1' },
    { partner: 'harbor-pine-5', channel: 'sftp', name: 'CF1.edi', hash: 'hash of CF1' },
  ],
  arrivals: [{ messageId: '<CS1>', digests: ['digest'] }],
  timeline: [
    entry('e0', 'orders.OrderReceived', 1, ['eastbridge', 'jinfeng']),
    entry('e1', 'orders.OrderReceived', 2, ['eastbridge', 'jinfeng']),
    entry('e2', 'orders.OrderAudited', 3, ['eastbridge']),
    entry('e3', 'orders.OrderReceived', 4, ['eastbridge', 'jinfeng']),
  ],
  heard: {
    receipts: [
      {
        door: 'order-as2',
        key: 'CS1',
        messageId: '<CS1>',
        outcome: 'processed',
        sent: ['digest', 'the same unpacked'],
      },
      { door: 'order-as2', key: 'CS2', messageId: '<CS2>', outcome: 'failed', sent: ['digest'] },
    ],
    endpoints: [
      {
        organisation: 'jinfeng',
        types: ['orders.OrderReceived'],
        since: 1,
        // in any order, and one of them again
        told: [told('e3'), told('e1'), told('e3')],
      },
    ],
    asked: { organisation: 'eastbridge', events: ['e0', 'e1', 'e2', 'e3'] },
  },
};

/** What is said of one of the endpoints, or by the receipts. */
const withTold = (list: Evidence['heard']['endpoints'][number]['told']): Evidence => ({
  ...sound,
  heard: { ...sound.heard, endpoints: sound.heard.endpoints.map((endpoint) => ({ ...endpoint, told: list })) },
});
const withAsked = (...events: readonly string[]): Evidence => ({
  ...sound,
  heard: { ...sound.heard, asked: { ...sound.heard.asked, events } },
});
const withReceipt = (changes: Partial<Evidence['heard']['receipts'][number]>): Evidence => ({
  ...sound,
  heard: {
    ...sound.heard,
    receipts: sound.heard.receipts.map((receipt, i) => (i === 0 ? { ...receipt, ...changes } : receipt)),
  },
});

const figures = (evidence: Evidence) => ({
  lost: lost(history, evidence).length,
  duplicated: duplicated(evidence).length,
  reordered: reordered(evidence).length,
  overPromised: overPromised(evidence).length,
});
const none = { lost: 0, duplicated: 0, reordered: 0, overPromised: 0 };

describe('the checkers', () => {
  it('find nothing where all is well', () => {
    expect(figures(sound)).toEqual(none);
  });

  it('find an acknowledged order that is not there', () => {
    const effects = sound.effects.filter(({ key }) => key !== 'CE1');
    expect(figures({ ...sound, effects })).toEqual({ ...none, lost: 1 });
  });

  it('find an acknowledged figure that was never reached', () => {
    expect(figures({ ...sound, highest: { 'progress-csv': 4 } })).toEqual({ ...none, lost: 1 });
  });

  it('find a committed event that is in no topic', () => {
    const without = sound.published.filter(({ id }) => id !== 'e2');
    expect(figures({ ...sound, published: without })).toEqual({ ...none, lost: 1 });
  });

  it('find an event that a reaction never heard of', () => {
    expect(figures({ ...sound, reacted: sound.reacted.slice(1) })).toEqual({ ...none, lost: 1 });
  });

  it('find an operation with two effects', () => {
    const effects = sound.effects.map((effect) => (effect.key === 'LL1' ? { ...effect, count: 2 } : effect));
    expect(figures({ ...sound, effects })).toEqual({ ...none, duplicated: 1 });
  });

  it('find an event that a reaction took twice', () => {
    const twice = [...sound.reacted, reacted('production', 'WhenOrderReceived', 'e1')];
    expect(figures({ ...sound, reacted: twice })).toEqual({ ...none, duplicated: 1 });
  });

  it('find one event that led to the same twice', () => {
    const again = committed('e4', 'OrderAudited', 4, 'p1');
    const evidence = {
      ...sound,
      committed: [...sound.committed, again],
      published: [...sound.published, published('e4', 4, 4)],
    };
    expect(figures(evidence)).toEqual({ ...none, duplicated: 1 });
  });

  it('find a published event that nobody committed', () => {
    const evidence = { ...sound, published: [...sound.published, published('e9', 4, 4)] };
    expect(figures(evidence)).toEqual({ ...none, duplicated: 1 });
  });

  it('find a swapped pair', () => {
    const swapped = [published('e1', 0, 1), published('e3', 1, 3), published('e2', 2, 2)];
    expect(figures({ ...sound, published: swapped })).toEqual({ ...none, reordered: 1 });
  });

  it('find an aggregate that is spread over two partitions', () => {
    const spread = [published('e1', 0, 1), published('e2', 1, 2), { ...published('e3', 0, 3), partition: 1 }];
    expect(figures({ ...sound, published: spread })).toEqual({ ...none, reordered: 1 });
  });

  it.each([
    ['more is promised than can be made', { can: '60', booked: '61', promised: '61' }],
    ['more is promised than was taken for it', { can: '60', booked: '40', promised: '41' }],
  ])('find it when %s', (_when, figuresOfIt) => {
    const supplies = [{ supply: 'hengda/ASSEMBLY-2 2027-01-18', ...figuresOfIt }];
    expect(figures({ ...sound, supplies })).toEqual({ ...none, overPromised: 1 });
  });

  it('find a file that was taken and is not kept', () => {
    const files = sound.files.filter(({ hash }) => hash !== 'hash of CP1');
    expect(figures({ ...sound, files })).toEqual({ ...none, lost: 1 });
  });

  it('find a file that was fetched twice', () => {
    expect(figures({ ...sound, files: [...sound.files, ...sound.files.slice(0, 1)] })).toEqual({
      ...none,
      duplicated: 1,
    });
  });

  it.each([
    ['for a message that was not taken', { messageId: '<CS9>' }],
    ['that names other bytes than were sent', { outcome: 'mic-mismatch' }],
    ['that proves nothing', { outcome: 'unproven' }],
    ['for a message of which other bytes were taken', { sent: ['another digest'] }],
  ])('find a receipt %s', (_what, changes) => {
    expect(figures(withReceipt(changes))).toEqual({ ...none, lost: 1 });
  });

  it('find a message that was taken twice', () => {
    expect(figures({ ...sound, arrivals: [...sound.arrivals, ...sound.arrivals] })).toEqual({ ...none, duplicated: 1 });
  });

  it('find an event that an endpoint was never told, of its kinds and since it is there', () => {
    expect(figures(withTold([told('e3')]))).toEqual({ ...none, lost: 1 });
  });

  it('find an event that came again under another id', () => {
    expect(figures(withTold([told('e1'), told('e3'), told('e3', 'msg_other')]))).toEqual({ ...none, duplicated: 1 });
  });

  it('find an event that is none of the endpoint’s business', () => {
    expect(figures(withTold([told('e1'), told('e3'), told('e2')]))).toEqual({ ...none, duplicated: 1 });
  });

  it('find an event that who asks is not given, is given twice, or out of order', () => {
    expect(figures(withAsked('e0', 'e1', 'e3'))).toEqual({ ...none, lost: 1 });
    expect(figures(withAsked('e0', 'e1', 'e2', 'e3', 'e3'))).toEqual({ ...none, duplicated: 1 });
    expect(figures(withAsked('e0', 'e2', 'e1', 'e3'))).toEqual({ ...none, reordered: 1 });
    expect(figures(withAsked('e0', 'e1', 'e2', 'e3', 'e9'))).toEqual({ ...none, duplicated: 1 });
  });
});
