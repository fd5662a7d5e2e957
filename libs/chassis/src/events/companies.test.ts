import type { Envelope, Receiver } from './bus.ts';
import { companiesOf, type RawRecord, takenOf } from './companies.ts';
import { toHeaders } from './headers.ts';

const envelope = (key: string, version: number): Envelope => ({
  id: `${key}${version}`,
  type: 'tradeloom.orders.v1.OrderReceived',
  key,
  aggregate: 'order',
  aggregateId: key,
  version,
  orderId: key,
  parties: ['eastbridge'],
  actor: '{}',
  businessDate: '2026-12-01',
  source: 'orders',
  occurredAt: new Date(0),
  traceparent: null,
  body: new Uint8Array(),
});

/** `a1 b1` as records; `!` is none of ours. */
const records = (text: string): RawRecord[] =>
  text.split(' ').map((name, offset) => ({
    topic: 't',
    partition: 0,
    offset: String(offset),
    key: Buffer.from(name.charAt(0)),
    headers:
      name === '!'
        ? []
        : Object.entries(toHeaders(envelope(name.charAt(0), Number(name.slice(1))))).map(
            ([header, content]) => [header, Buffer.from(content)] as const,
          ),
    value: null,
  }));

const companies = (text: string, receiver: Partial<Receiver>): string[] =>
  [...companiesOf(records(text), { deliver: async () => undefined, ...receiver })].map((company) =>
    company.map(({ event }) => (event instanceof Error ? '!' : event.id)).join(' '),
  );

describe('records in company', () => {
  it('are one by one, unless the receiver allows more', () => {
    expect(companies('a1 b1 c1', {})).toEqual(['a1', 'b1', 'c1']);
  });

  it('are never two of a key', () => {
    expect(companies('a1 b1 a2 a3 c1', { inCompany: () => 'other-keys' })).toEqual(['a1 b1', 'a2', 'a3 c1']);
  });

  it('are several of a key where the receiver takes them in their order', () => {
    const inCompany = ({ key }: Envelope) => (key === 'c' ? 'other-keys' : 'any');
    expect(companies('a1 a2 b1 a3 c1 c2 b2', { inCompany })).toEqual(['a1 a2 b1 a3', 'c1', 'c2', 'b2']);
  });

  it('stay apart from what has to be alone', () => {
    const inCompany = ({ version }: Envelope) => (version < 5 ? 'other-keys' : 'alone');
    expect(companies('a1 b1 c5 d1 e5 f5', { inCompany })).toEqual(['a1 b1', 'c5', 'd1', 'e5', 'f5']);
    expect(companies('a1 ! b1', { inCompany })).toEqual(['a1', '!', 'b1']);
  });

  it('are no more than 64', () => {
    const many = Array.from({ length: 70 }, (_, i) => `${String.fromCodePoint(0x4e00 + i)}1`).join(' ');
    expect(companies(many, { inCompany: () => 'other-keys' }).map((company) => company.split(' ').length)).toEqual([
      64, 6,
    ]);
  });

  it('count as taken up to the first that is not', async () => {
    const receiver: Receiver = {
      inCompany: () => 'other-keys',
      deliver: ({ key }) => (key === 'b' ? Promise.reject(new Error('not yet')) : Promise.resolve()),
    };
    const [company = []] = companiesOf(records('a1 b1 c1'), receiver);
    expect(await takenOf(company, receiver)).toBe(1);
  });
});
