import { AT, modifierOf, ORDER, orderMessage, readingWith } from '../../test/exchange.ts';
import { identity } from '../../test/identity.ts';
import { octetString, oid } from '../asn1/write-der.ts';
import { CIPHERS } from '../cms/algorithms.ts';
import { compress } from '../cms/compress.ts';
import { encryptFor } from '../cms/encrypt.ts';
import { writeEntity } from '../mime/entity.ts';
import { makeMessage } from './make-message.ts';
import { type MessageResult, readMessage } from './read-message.ts';

const buyer = identity({ name: 'buyer' });
const factory = identity({ name: 'factory' });
const reading = readingWith([factory], buyer.certificate);
const BLOCK = 16;

const captured = makeMessage(orderMessage(buyer, factory, { compress: false }));
const post = (body: Buffer, how = reading): MessageResult => readMessage({ ...captured, body }, how);
/** Whatever differs between these, an attacker sees. */
const answers = (results: readonly MessageResult[]): string[] => [
  ...new Set(
    results.map((result) =>
      result.verdict === 'read' ? 'read' : JSON.stringify([result.refusal.modifier, result.refusal.text]),
    ),
  ),
];

/** The same message with each of 256 values for the byte that decides over the padding. */
const paddings = (body: Buffer): Buffer[] =>
  Array.from({ length: 256 }, (_, value) => {
    const copy = Buffer.from(body);
    copy[copy.length - BLOCK - 1] = value;
    return copy;
  });

/** A message whose one text block is the attacker's, with any block of the captured one at its end. */
function forged(header: string, target: number): Buffer {
  const body = Buffer.from(captured.body);
  const algorithm = oid(CIPHERS['aes-256-cbc'].oid);
  const start = body.indexOf(algorithm) + algorithm.length + octetString(Buffer.alloc(BLOCK)).length - BLOCK;
  const known = Buffer.from('Content-Type: multipart/signed').subarray(0, BLOCK);
  for (let at = 0; at < BLOCK; at += 1) body[start + at]! ^= known[at]! ^ Buffer.from(header)[at]!;
  body.copy(body, body.length - BLOCK, body.length - target * BLOCK, body.length - (target - 1) * BLOCK);
  return body;
}

describe('the answers to an encrypted message', () => {
  it('are one, whatever its padding', () => {
    const altered = paddings(captured.body).filter((body) => !body.equals(captured.body));
    expect(answers(altered.map((body) => post(body)))).toHaveLength(1);
  });

  // 'a:b' and a blank line: a document that is not signed, as soon as the padding fits.
  it('are one, when an unsigned document is made out of it', () => {
    const header = 'a:b\r\n\r\n123456789';
    expect(header).toHaveLength(BLOCK);
    const open = { ...reading, policy: { mustSign: false, mustEncrypt: true } };
    const tries = paddings(forged(header, 9));
    // The forgery is a good one: where no signature is asked for, it can be told which paddings fit.
    expect(answers(tries.map((body) => post(body, open)))).toHaveLength(2);
    expect(answers(tries.map((body) => post(body)))).toHaveLength(1);
  });

  it('are one, when what is inside is broken, unsigned, or opaque', () => {
    const within = (entity: Buffer): Buffer => encryptFor(factory.certificate, 'aes-256-cbc', entity);
    const packed = compress(writeEntity({ 'Content-Type': 'text/plain' }, ORDER));
    const broken = Buffer.from(packed);
    broken[broken.length - 3]! ^= 0xff;
    const cms = { 'Content-Type': 'application/pkcs7-mime' };
    const results = [
      post(within(ORDER)),
      post(within(writeEntity({ 'Content-Type': 'text/plain' }, ORDER))),
      post(within(writeEntity({ 'Content-Type': 'multipart/mixed; boundary=b' }, ORDER))),
      post(within(writeEntity({ 'Content-Type': 'multipart/signed; boundary=b' }, ORDER))),
      post(within(writeEntity(cms, ORDER))),
      post(within(writeEntity(cms, packed))),
      post(within(writeEntity(cms, broken))),
      post(within(writeEntity(cms, within(ORDER)))),
      post(captured.body, { ...reading, keys: [] }),
    ];
    expect(results.map(modifierOf)).toEqual(Array.from({ length: 9 }, () => 'decryption-failed'));
    expect(answers(results)).toHaveLength(1);
  });

  it('say what is wrong with the signature once the whole of it is there', () => {
    const other = identity({ name: 'buyer' });
    expect(modifierOf(post(captured.body, { ...reading, trusted: [other.certificate] }))).toBe('authentication-failed');
    expect(modifierOf(post(captured.body, { ...reading, at: new Date(AT.getTime() + 20 * 365 * 86_400_000) }))).toBe(
      'authentication-failed',
    );
  });
});
