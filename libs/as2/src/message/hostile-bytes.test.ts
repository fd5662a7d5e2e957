import fc from 'fast-check';
import { AT, ORDER, orderMessage, readingWith } from '../../test/exchange.ts';
import { identity } from '../../test/identity.ts';
import { tagged } from '../asn1/write-der.ts';
import { compress } from '../cms/compress.ts';
import { encryptFor } from '../cms/encrypt.ts';
import { signDetached } from '../cms/sign.ts';
import { writeEntity } from '../mime/entity.ts';
import { joinMultipart } from '../mime/multipart.ts';
import { makeReceipt } from '../receipt/make-receipt.ts';
import { isReceipt, readReceipt } from '../receipt/read-receipt.ts';
import { readEnvelope } from './envelope.ts';
import { makeMessage, type Outgoing } from './make-message.ts';
import { type MessageResult, readMessage } from './read-message.ts';

const SEED = 20_261_123;
const buyer = identity({ name: 'buyer' });
const factory = identity({ name: 'factory' });
const reading = { ...readingWith([factory], buyer.certificate), policy: { mustSign: false, mustEncrypt: false } };

const order = (changes = {}): Outgoing => makeMessage(orderMessage(buyer, factory, changes));
const headers = order().headers;
const cmsHeaders = { ...headers, 'Content-Type': 'application/pkcs7-mime' };
const entity = writeEntity({ 'Content-Type': 'application/edi-x12' }, ORDER);

/** One of every kind of layer, outermost, so that changes hit each of them. */
const valid: Readonly<Record<string, Outgoing>> = {
  everything: order(),
  encrypted: order({ compress: false, sign: null }),
  signed: order({ compress: false, encrypt: null }),
  'compressed and signed': order({ encrypt: null }),
  compressed: order({ sign: null, encrypt: null }),
  plain: order({ compress: false, sign: null, encrypt: null }),
  receipt: makeReceipt({
    envelope: readEnvelope(headers)!,
    fate: { verdict: 'processed', mic: { algorithm: 'sha-256', digest: 'AAAA' } },
    messageId: '<mdn@factory>',
    date: AT,
    sign: buyer,
  }),
};

/** A change to bytes: some of them flipped, cut, repeated, or filled in. */
const change = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'fill'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 24 }),
  value: fc.integer({ min: 0, max: 255 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function applied(body: Buffer, { kind, at, length, value }: Change): Buffer {
  const start = Math.floor(at * body.length);
  const [before, hit, after] = [
    body.subarray(0, start),
    body.subarray(start, start + length),
    body.subarray(start + length),
  ];
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.of((body[start] ?? 0) ^ (value || 1)), body.subarray(start + 1)]);
    case 'cut':
      return Buffer.concat([before, after]);
    case 'repeat':
      return Buffer.concat([before, hit, hit, after]);
    default:
      return Buffer.concat([before, Buffer.alloc(hit.length, value), after]);
  }
}

/** A refusal with a reason: an unexpected error would be a fault of ours. */
function expectKnown(result: MessageResult): void {
  if (result.verdict === 'refused')
    expect(result.refusal).not.toMatchObject({ modifier: 'unexpected-processing-error' });
}

describe('hostile bytes', () => {
  it.each(Object.keys(valid))(`always get an answer: changed copies of %s (seed ${SEED})`, (name) => {
    const original = valid[name]!;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const received = { headers: original.headers, body: changes.reduce(applied, original.body) };
        expectKnown(readMessage(received, reading));
        isReceipt(received);
        const receipt = readReceipt(received, { trusted: [buyer.certificate], at: AT });
        if (receipt.verdict !== 'read') expect(receipt.refusal.modifier).not.toBe('unexpected-processing-error');
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('never make another document pass for what was signed', () => {
    const original = valid['signed']!;
    fc.assert(
      fc.property(change, (one) => {
        const result = readMessage({ ...original, body: applied(original.body, one) }, reading);
        if (result.verdict === 'read' && result.message.signedBy)
          expect(result.message.payload.equals(ORDER)).toBe(true);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('get an answer in headers too', () => {
    const named = fc.constantFrom(
      'content-type',
      'as2-from',
      'message-id',
      'content-transfer-encoding',
      'disposition-notification-options',
    );
    fc.assert(
      fc.property(named, fc.string({ unit: 'binary', maxLength: 200 }), (name, value) => {
        const lower = Object.fromEntries(Object.entries(headers).map(([key, text]) => [key.toLowerCase(), text]));
        expectKnown(readMessage({ headers: { ...lower, [name]: value }, body: valid['signed']!.body }, reading));
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});

describe('bytes made to wear us out', () => {
  const started = (body: Buffer, type: string): { result: MessageResult; work: number } => {
    const since = process.threadCpuUsage();
    const result = readMessage({ headers: { ...headers, 'Content-Type': type }, body }, reading);
    return { result, work: process.threadCpuUsage(since).user };
  };
  /** Microseconds of this thread's own work. */
  const mostWork = 5_000_000;

  const nested = (levels: number): Buffer => {
    let bytes: Buffer = Buffer.of(0x05, 0x00);
    for (let level = 0; level < levels; level += 1) bytes = tagged(0x30, bytes);
    return bytes;
  };
  const CMS = 'application/pkcs7-mime';
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['sequences 5,000 deep', nested(5_000), CMS],
    ['a million open sequences', Buffer.alloc(2_000_000, Buffer.of(0x30, 0x80)), CMS],
    ['a million empty elements', tagged(0x30, Buffer.alloc(2_000_000, Buffer.of(0x05, 0x00))), CMS],
    ['a length beyond the end', Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x02, 0x01), CMS],
    ['5 MB of boundaries that are none', Buffer.alloc(5_000_000, '\r\n--b x'), 'multipart/signed; boundary=b'],
    ['5 MB of parts', Buffer.alloc(5_000_000, '--b\r\n'), 'multipart/signed; boundary=b'],
    [
      'a header without an end',
      joinMultipart('b', [Buffer.alloc(5_000_000, 'a'), Buffer.from('\r\n')]),
      'multipart/signed; boundary=b',
    ],
    [
      '4 MB of spaces in base64',
      Buffer.concat([Buffer.alloc(4_000_000, ' '), Buffer.from('!')]),
      'application/pkcs7-mime',
    ],
    ['a type of 60,000 signs', Buffer.from('x'), `a/b${'; '.repeat(30_000)}`],
    ['a boundary that is a pattern', Buffer.from('x'), 'multipart/signed; boundary="(a+)+$"'],
  ];

  it.each(cases)('%s', (_, body, type) => {
    const { result, work } = started(body, type);
    expect(result.verdict).toBe(type.startsWith('a/b') ? 'read' : 'refused');
    expectKnown(result);
    expect(work).toBeLessThan(mostWork);
  });

  it('layers without end', () => {
    let inner = entity;
    for (let layer = 0; layer < 12; layer += 1)
      inner = writeEntity({ 'Content-Type': 'application/pkcs7-mime; smime-type=compressed-data' }, compress(inner));
    expect(readMessage({ headers: cmsHeaders, body: compress(inner) }, reading)).toMatchObject({
      refusal: { modifier: 'unsupported-format', detail: 'too many layers' },
    });
  });

  it('a signature where an encryption should be, and a signature without its content', () => {
    const signature = signDetached(entity, { ...buyer, digest: 'sha-256' }, AT);
    expect(readMessage({ headers: cmsHeaders, body: signature }, reading)).toMatchObject({ verdict: 'refused' });
    const encryptedSignature = encryptFor(factory.certificate, 'aes-256-cbc', signature);
    expect(readMessage({ headers: cmsHeaders, body: encryptedSignature }, reading)).toMatchObject({
      refusal: { modifier: 'decryption-failed' },
    });
  });
});
