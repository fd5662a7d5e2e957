import { createHash } from 'node:crypto';
import { messageOf, modifierOf, ORDER, orderMessage, readingWith } from '../../test/exchange.ts';
import { identity } from '../../test/identity.ts';
import type { Cipher, Digest } from '../cms/algorithms.ts';
import { compress } from '../cms/compress.ts';
import { writeEntity } from '../mime/entity.ts';
import { makeMessage } from './make-message.ts';
import { readMessage } from './read-message.ts';

const buyer = identity({ name: 'buyer' });
const factory = identity({ name: 'factory' });
const stranger = identity({ name: 'stranger' });
const reading = readingWith([factory], buyer.certificate);
const open = { ...reading, policy: { mustSign: false, mustEncrypt: false } };
const order = (changes = {}) => orderMessage(buyer, factory, changes);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

describe('a message', () => {
  it.each(
    [true, false].flatMap((compressed) =>
      [true, false].flatMap((signed) => [true, false].map((encrypted) => ({ compressed, signed, encrypted }))),
    ),
  )('arrives as it was sent: $compressed $signed $encrypted', ({ compressed, signed, encrypted }) => {
    const { encrypt, sign } = order();
    const sent = makeMessage(
      order({ compress: compressed, sign: signed ? sign : null, encrypt: encrypted ? encrypt : null }),
    );
    const read = messageOf(readMessage(sent, open));
    expect(read).toMatchObject({
      from: 'BUYER 1',
      to: 'factory',
      messageId: '<order-1@buyer.example>',
      subject: 'Order 4711',
      contentType: 'application/edi-x12',
      fileName: 'order.x12',
      mic: sent.mic,
      encrypted,
      compressed,
      receipt: { signed: true, algorithms: ['sha-256'], async: null },
    });
    expect(read.payload.equals(ORDER)).toBe(true);
    expect(read.signedBy?.fingerprint256).toBe(signed ? buyer.certificate.fingerprint256 : undefined);
  });

  it.each<Digest>(['sha-1', 'sha-256', 'sha-384', 'sha-512'])('is signed with %s', (digest) => {
    const sent = makeMessage(order({ sign: { ...buyer, digest } }));
    expect(sent.mic.algorithm).toBe(digest);
    expect(messageOf(readMessage(sent, reading)).mic).toEqual(sent.mic);
  });

  it.each<Cipher>(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'])('is encrypted with %s', (cipher) => {
    const sent = makeMessage(order({ encrypt: { certificate: factory.certificate, cipher } }));
    expect(messageOf(readMessage(sent, reading)).payload.equals(ORDER)).toBe(true);
  });

  it('has the integrity check over the body alone where it is plain, and over headers and body where it is packed', () => {
    const plain = makeMessage(order({ compress: false, sign: null, encrypt: null }));
    const packed = makeMessage(order({ compress: true, sign: null, encrypt: null }));
    const entity = `Content-Type: application/edi-x12\r\nContent-Transfer-Encoding: binary\r\nContent-Disposition: attachment; filename="order.x12"\r\n\r\n`;
    expect(plain.mic.digest).toBe(sha256(ORDER));
    expect(packed.mic.digest).toBe(sha256(Buffer.concat([Buffer.from(entity), ORDER])));
  });

  it('is read by either of two keys, and verified by either of two certificates, while they overlap', () => {
    const renewed = identity({ name: 'factory', serial: 2 });
    const overlap = readingWith([renewed, factory], stranger.certificate, buyer.certificate);
    for (const recipient of [factory, renewed]) {
      const sent = makeMessage(orderMessage(buyer, recipient));
      expect(messageOf(readMessage(sent, overlap)).signedBy?.fingerprint256).toBe(buyer.certificate.fingerprint256);
    }
  });

  it('carries names with quotes, backslashes and spaces, and file names in Chinese', () => {
    const sent = makeMessage(
      order({ from: 'A "B" \\C', payload: { content: ORDER, contentType: 'text/plain', fileName: '订单 1.edi' } }),
    );
    expect(sent.headers['AS2-From']).toBe('"A \\"B\\" \\\\C"');
    expect(messageOf(readMessage(sent, reading))).toMatchObject({ from: 'A "B" \\C', fileName: '订单 1.edi' });
  });

  it('tells where its receipt shall go', () => {
    const sent = makeMessage(order({ receipt: { to: 'x', signed: false, async: 'https://buyer.example/mdn' } }));
    expect(messageOf(readMessage(sent, reading)).receipt).toEqual({
      signed: false,
      algorithms: [],
      async: 'https://buyer.example/mdn',
    });
  });

  it.each([
    { from: 'käufer' },
    { from: ' padded' },
    { to: '' },
    { subject: 'a\r\nAS2-To: other' },
    { messageId: 'no-brackets' },
    { payload: { content: ORDER, contentType: 'text/plain\r\nX: y', fileName: null } },
  ])('is not made with headers that cannot be sent: %j', (changes) => {
    expect(() => makeMessage(order(changes))).toThrow(/^as2\./);
  });
});

describe('a message is refused', () => {
  const all = makeMessage(order());
  const signedOnly = makeMessage(order({ encrypt: null, compress: false }));
  const refused = (message = all, how = reading): string => modifierOf(readMessage(message, how));

  it('as not decrypted, with one text, whether no key of ours is named or it does not fit', () => {
    const results = [
      readMessage(all, { ...reading, keys: [] }),
      readMessage(all, { ...reading, keys: [stranger] }),
      readMessage(all, { ...reading, keys: [{ certificate: factory.certificate, key: stranger.key }] }),
    ];
    expect(results.map(modifierOf)).toEqual(['decryption-failed', 'decryption-failed', 'decryption-failed']);
    expect(
      new Set(results.map((result) => JSON.stringify(result.verdict === 'refused' && result.refusal.text))).size,
    ).toBe(1);
  });

  it('as not authentic, if nobody trusted signed it', () => {
    expect(refused(all, { ...reading, trusted: [stranger.certificate] })).toBe('authentication-failed');
    expect(refused(all, { ...reading, trusted: [] })).toBe('authentication-failed');
  });

  it('as not authentic, if the certificate has ended or has not begun', () => {
    const short = identity({ name: 'short', from: new Date('2026-01-01'), to: new Date('2026-02-01') });
    const sent = makeMessage(orderMessage(short, factory));
    const at = (day: string): string => refused(sent, { ...reading, trusted: [short.certificate], at: new Date(day) });
    expect([at('2025-12-31'), at('2026-01-15'), at('2026-02-02')]).toEqual([
      'authentication-failed',
      'read',
      'authentication-failed',
    ]);
  });

  it('as altered, if one byte of what was signed differs', () => {
    const body = Buffer.from(signedOnly.body);
    body[body.indexOf('PO1')] = 0x51;
    expect(refused({ ...signedOnly, body }, open)).toBe('integrity-check-failed');
  });

  it('as not authentic, if a stranger signed in the name of the buyer', () => {
    const impostor = { certificate: buyer.certificate, key: stranger.key };
    expect(refused(makeMessage(orderMessage(impostor, factory)))).toBe('authentication-failed');
  });

  it('for less security than agreed', () => {
    expect(refused(signedOnly)).toBe('insufficient-message-security');
    expect(refused(makeMessage(order({ sign: null, encrypt: null })))).toBe('insufficient-message-security');
  });

  it('if it unpacks to more than it may', () => {
    const bomb = makeMessage(
      order({ payload: { content: Buffer.alloc(5_000_000), contentType: 'text/plain', fileName: null } }),
    );
    expect(bomb.body.length).toBeLessThan(20_000);
    expect(refused(bomb, { ...reading, unpackedLimit: 1_000_000 })).toBe('decompression-failed');
  });

  it('if its compression is broken', () => {
    const cms = compress(writeEntity({ 'Content-Type': 'text/plain' }, ORDER));
    cms[cms.length - 3]! ^= 0xff;
    const headers = { ...all.headers, 'Content-Type': 'application/pkcs7-mime; smime-type=compressed-data' };
    expect(refused({ ...all, headers, body: cms }, open)).toBe('decompression-failed');
  });

  it('with an envelope for the receipt, and without one where the headers are not those of AS2', () => {
    const body = Buffer.from('nothing');
    expect(readMessage({ headers: all.headers, body }, reading)).toMatchObject({
      verdict: 'refused',
      refusal: { modifier: 'unsupported-format' },
      envelope: { from: 'BUYER 1', to: 'factory', messageId: '<order-1@buyer.example>' },
    });
    expect(readMessage({ headers: {}, body }, reading)).toMatchObject({ verdict: 'refused', envelope: null });
  });

  it('and says who signed it, where that was somebody known', () => {
    const signerOf = (sent: ReturnType<typeof makeMessage>, how = reading): string | undefined => {
      const result = readMessage(sent, how);
      if (result.verdict !== 'refused') throw new Error('it was read');
      return result.signedBy?.fingerprint256;
    };
    const known = buyer.certificate.fingerprint256;
    expect(signerOf(signedOnly)).toBe(known);
    const tooMuch = order({ payload: { content: Buffer.alloc(5_000_000), contentType: 'text/plain', fileName: null } });
    expect(signerOf(makeMessage(tooMuch), { ...reading, unpackedLimit: 1_000_000 })).toBe(known);
    const impostor = { certificate: buyer.certificate, key: stranger.key };
    expect(signerOf(makeMessage(orderMessage(impostor, factory)))).toBeUndefined();
    expect(signerOf(makeMessage(orderMessage(stranger, factory)))).toBeUndefined();
    expect(signerOf(makeMessage(order({ sign: null })))).toBeUndefined();
    expect(signerOf({ ...all, body: Buffer.from('rubbish') })).toBeUndefined();
  });

  it('if its receipt cannot be made as required', () => {
    const asking = (options: string): string =>
      refused({ ...all, headers: { ...all.headers, 'Disposition-Notification-Options': options } });
    expect(asking('signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, md5')).toBe(
      'unsupported-mic-algorithms',
    );
    expect(asking('signed-receipt-protocol=required, pgp; signed-receipt-micalg=optional, sha1')).toBe(
      'unsupported-format',
    );
    expect(asking('signed-receipt-protocol=optional, pgp; signed-receipt-micalg=optional, md5')).toBe('read');
  });
});

it('is made and read with 20 MB in it', () => {
  const content = Buffer.alloc(20_000_000, 'SEG*1*2*3~\r\n');
  const payload = { content, contentType: 'application/edi-x12', fileName: null };
  const sent = makeMessage(order({ compress: false, payload }));
  expect(messageOf(readMessage(sent, reading)).payload.equals(content)).toBe(true);
});
