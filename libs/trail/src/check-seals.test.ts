import fc from 'fast-check';
import type { AnchoredHead } from './anchor.ts';
import { SealCheck, type SealedEvent } from './check-seals.ts';
import { chainOf, digestOf, jsonOf, type RecordedEvent } from './event.ts';
import { canonical, sha256 } from './hash.ts';
import { type Head, noHead, sealHash } from './seal.ts';

const seed = 20_261_123;

const recorded = (n: number, order: number): RecordedEvent => ({
  event: {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    type: 'tradeloom.orders.v1.OrderApproved',
    aggregate: 'order',
    aggregateId: `o-${order}`,
    version: n,
    orderId: order === 0 ? null : `o-${order}`,
    parties: ['eastbridge', 'hengda'],
    actor: { login: 'chen.li', organisation: 'eastbridge' },
    businessDate: '2026-12-07',
    occurredAt: new Date(1_764_000_000_000 + n),
    payload: new Uint8Array([n % 256]),
  },
  position: String(n),
  traceparent: null,
  causedBy: null,
});

const seal = (records: readonly RecordedEvent[]): SealedEvent[] => {
  const heads = new Map<string, Head>();
  return records.map((record, i) => {
    const chain = chainOf(record.event);
    const head = heads.get(chain) ?? noHead;
    const place = { service: 'orders', number: i + 1, chain, link: head.link + 1 };
    const made = { ...place, eventId: record.event.id, hash: sealHash(place, head.hash, record) };
    heads.set(chain, made);
    return { seal: made, record, digest: digestOf(record.event) };
  });
};

/** The seal beside another row. */
const having = ({ seal: made }: SealedEvent, record: RecordedEvent | null): SealedEvent => ({
  seal: made,
  record,
  digest: record && digestOf(record.event),
});

const firstBad = (history: readonly SealedEvent[], anchored: ReadonlyMap<number, AnchoredHead> = new Map()) => {
  const check = new SealCheck('orders', anchored);
  return [...history.flatMap((one) => check.next(one)), ...check.end()].map(({ kind, number }) => [kind, number]).at(0);
};

/** Histories of up to four chains, and one place in each. */
const histories = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 40 })
  .chain((orders) => fc.tuple(fc.constant(orders), fc.nat(orders.length - 1)))
  .map(([orders, at]) => ({ history: seal(orders.map((order, i) => recorded(i + 1, order))), at }));

// ASVS V11.4.3
describe('a sealed history', () => {
  it('is intact as long as nobody touches it', () => {
    fc.assert(
      fc.property(histories, ({ history }) => {
        expect(firstBad(history)).toBeUndefined();
      }),
      { seed },
    );
  });

  it.each<[string, (record: RecordedEvent) => RecordedEvent]>([
    [
      'a bit of the payload',
      (r) => ({ ...r, event: { ...r.event, payload: new Uint8Array([r.event.payload[0]! ^ 1]) } }),
    ],
    ['who may see it', (r) => ({ ...r, event: { ...r.event, parties: ['eastbridge'] } })],
    ['who did it', (r) => ({ ...r, event: { ...r.event, actor: { login: 'x', organisation: 'eastbridge' } } })],
    ['when, by a millisecond', (r) => ({ ...r, event: { ...r.event, occurredAt: new Date(+r.event.occurredAt + 1) } })],
    ['its business date', (r) => ({ ...r, event: { ...r.event, businessDate: '2026-12-06' } })],
    ['its place in the outbox', (r) => ({ ...r, position: `${r.position}0` })],
    ['its cause', (r) => ({ ...r, causedBy: 'x' })],
    ['its trace', (r) => ({ ...r, traceparent: 'x' })],
  ])('names the first row of which somebody changed %s', (_, change) => {
    fc.assert(
      fc.property(histories, ({ history, at }) => {
        const touched = history.map((one, i) => (i === at && one.record ? having(one, change(one.record)) : one));
        expect(firstBad(touched)).toEqual(['row-altered', at + 1]);
      }),
      { seed },
    );
  });

  it('names the first row that is gone, with or without its seal', () => {
    fc.assert(
      fc.property(histories, ({ history, at }) => {
        const eventGone = history.map((one, i) => (i === at ? having(one, null) : one));
        expect(firstBad(eventGone)).toEqual(['event-missing', at + 1]);
        fc.pre(at < history.length - 1);
        expect(firstBad(history.toSpliced(at, 1))).toEqual(['seal-missing', at + 1]);
      }),
      { seed },
    );
  });

  it('names the first of two rows that changed places', () => {
    fc.assert(
      fc.property(histories, ({ history, at }) => {
        fc.pre(at > 0);
        const [first, later] = [history[0]!, history[at]!];
        const swapped = history
          .with(0, { ...first, record: later.record })
          .with(at, { ...later, record: first.record });
        expect(firstBad(swapped)).toEqual(['row-altered', 1]);
      }),
      { seed },
    );
  });

  it('shows a chain that was made anew, or cut off, at its anchor', () => {
    const history = seal(Array.from({ length: 6 }, (_, i) => recorded(i + 1, 1)));
    const { number, chain, link, hash } = history[4]!.seal;
    const anchored = new Map([[number, { number, chain, link, hash }]]);
    const anew = seal(history.map(({ record }, i) => (i === 2 ? { ...record!, causedBy: 'x' } : record!)));
    expect(firstBad(anew)).toBeUndefined();
    expect(firstBad(anew, anchored)).toEqual(['anchor-differs', 5]);
    expect(firstBad(history.slice(0, 3), anchored)).toEqual(['seal-missing', 4]);
    expect(firstBad(history, anchored)).toBeUndefined();
  });
});

describe('the digest of an event', () => {
  it('does not depend on the order of JSON members', () => {
    const { event } = recorded(7, 1);
    const reordered = { ...event, actor: { organisation: 'eastbridge', login: 'chen.li' } };
    expect(digestOf(reordered)).toBe(digestOf(event));
  });

  it('and the hash of its seal are those of canonical JSON, whatever the texts', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, fc.dictionary(text, text), fc.uint8Array(), (party, id, actor, payload) => {
        const record = recorded(7, 1);
        const event = { ...record.event, aggregateId: id, parties: [party, ''], actor, payload };
        expect(digestOf(event)).toBe(sha256(canonical(jsonOf(event))));
        const place = { service: 'orders', number: 7, chain: id, link: 3 };
        const { causedBy, position, traceparent } = record;
        const members = { ...place, previous: 'p', digest: digestOf(event), causedBy, position, traceparent };
        expect(sealHash(place, 'p', { ...record, event })).toBe(sha256(canonical(members)));
      }),
      { seed },
    );
  });

  it('knows canonical JSON as RFC 8785 has it', () => {
    const members = { '\u20ac': 1e21, '\r': 0.1, '\ufb33': 'ü', '1': null, '\ud83d\ude00': true };
    expect(canonical(members)).toBe('{"\\r":0.1,"1":null,"€":1e+21,"😀":true,"\ufb33":"ü"}');
  });
});
