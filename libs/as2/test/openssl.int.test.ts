import type { Cipher, Digest } from '../src/cms/algorithms.ts';
import { compress, decompress } from '../src/cms/compress.ts';
import { encryptFor } from '../src/cms/encrypt.ts';
import { signDetached } from '../src/cms/sign.ts';
import { makeMessage } from '../src/message/make-message.ts';
import { micOf } from '../src/message/mic.ts';
import { readMessage } from '../src/message/read-message.ts';
import { against } from './against.ts';
import { AT, messageOf, modifierOf, ORDER, orderMessage, readingWith } from './exchange.ts';
import { identity } from './identity.ts';
import { asFile, Desk, fromFile, openssl } from './openssl.ts';

const { product } = against('openssl');
const desk = new Desk();
afterAll(() => desk.clear());

const buyer = identity({ name: 'buyer' });
const factory = identity({ name: 'factory' });
const curve = identity({ name: 'curve', curve: 'P-256' });
const files = {
  buyer: desk.identity('buyer', buyer),
  factory: desk.identity('factory', factory),
  curve: desk.identity('curve', curve),
};

const AS2 = { 'AS2-From': 'buyer', 'AS2-To': 'factory', 'Message-ID': '<1@buyer>' };
const reading = {
  ...readingWith([factory], buyer.certificate, curve.certificate),
  policy: { mustSign: false, mustEncrypt: false },
};
const ENTITY = Buffer.concat([
  Buffer.from('Content-Type: application/edi-x12\r\nContent-Transfer-Encoding: binary\r\n\r\n'),
  ORDER,
]);
const entityFile = desk.put('entity', ENTITY);

const digests: Digest[] = ['sha-1', 'sha-256', 'sha-384', 'sha-512'];
const ciphers: Cipher[] = ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'];
const flagOf = (cipher: Cipher): string => (cipher === 'des-ede3-cbc' ? '-des3' : `-${cipher}`);

/** OpenSSL's MIME reader makes every line end CRLF; given as a file of its own the content stays as it is. */
const LINES = Buffer.from('ISA*00~\r\nGS*PO~\r\nSE*2*0001~');
const lines = { content: LINES, contentType: 'application/edi-x12', fileName: 'order.x12' };

product('OpenSSL reads what we make', () => {
  it('a signature over any bytes', () => {
    const signature = signDetached(ENTITY, { ...buyer, digest: 'sha-256' }, AT);
    const args = [
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-content',
      entityFile,
      '-CAfile',
      files.buyer.certificate,
      '-purpose',
      'any',
    ];
    expect(openssl(args, signature).equals(ENTITY)).toBe(true);
  });

  it.each(digests)('a signature with %s', (digest) => {
    const sent = makeMessage(
      orderMessage(buyer, factory, { compress: false, encrypt: null, payload: lines, sign: { ...buyer, digest } }),
    );
    const args = ['-verify', '-inform', 'SMIME', '-CAfile', files.buyer.certificate, '-purpose', 'any'];
    const content = openssl(args, asFile(sent));
    expect(micOf(digest, content)).toEqual(sent.mic);
  });

  it.each(ciphers)('an encryption with %s, around a signature', (cipher) => {
    const sent = makeMessage(
      orderMessage(buyer, factory, {
        compress: false,
        payload: lines,
        encrypt: { certificate: factory.certificate, cipher },
      }),
    );
    const decrypt = [
      '-decrypt',
      '-binary',
      '-inform',
      'DER',
      '-recip',
      files.factory.certificate,
      '-inkey',
      files.factory.key,
    ];
    const inner = openssl(decrypt, sent.body);
    const verify = ['-verify', '-inform', 'SMIME', '-CAfile', files.buyer.certificate, '-purpose', 'any'];
    expect(micOf('sha-256', openssl(verify, inner))).toEqual(sent.mic);
  });

  it('our compression, as far as this build shows it: the structure', () => {
    expect(openssl(['-cmsout', '-print', '-noout', '-inform', 'DER'], compress(ORDER)).toString()).toContain(
      '1.2.840.113549.1.9.16.3.8',
    );
  });

  it('5 MB to the byte', () => {
    const content = Buffer.alloc(5_000_000, 'SEG*1*2*3~\r\n');
    const decrypt = [
      '-decrypt',
      '-binary',
      '-inform',
      'DER',
      '-recip',
      files.factory.certificate,
      '-inkey',
      files.factory.key,
    ];
    expect(openssl(decrypt, encryptFor(factory.certificate, 'aes-256-cbc', content)).equals(content)).toBe(true);
  });
});

product('we read what OpenSSL makes', () => {
  const signing = ['-sign', '-binary', '-in', entityFile];
  const byBuyer = ['-signer', files.buyer.certificate, '-inkey', files.buyer.key];
  const pss = ['-keyopt', 'rsa_padding_mode:pss'];

  it.each<[string, Digest, readonly string[]]>([
    ['SHA-1', 'sha-1', [...byBuyer, '-md', 'sha1']],
    ['SHA-256', 'sha-256', [...byBuyer, '-md', 'sha256']],
    ['SHA-384', 'sha-384', [...byBuyer, '-md', 'sha384']],
    ['SHA-512', 'sha-512', [...byBuyer, '-md', 'sha512']],
    ['the signer named by his key', 'sha-256', [...byBuyer, '-md', 'sha256', '-keyid']],
    ['no signed attributes', 'sha-256', [...byBuyer, '-md', 'sha256', '-noattr']],
    ['no certificate inside', 'sha-256', [...byBuyer, '-md', 'sha256', '-nocerts']],
    ['line ends of CRLF', 'sha-256', [...byBuyer, '-md', 'sha256', '-crlfeol']],
    ['RSA-PSS', 'sha-256', [...byBuyer, ...pss, '-md', 'sha256']],
    ['RSA-PSS of SHA-512', 'sha-512', [...byBuyer, ...pss, '-md', 'sha512']],
    ['ECDSA', 'sha-256', ['-signer', files.curve.certificate, '-inkey', files.curve.key, '-md', 'sha256']],
  ])('a detached signature with %s', (_, digest, args) => {
    const read = messageOf(readMessage(fromFile(openssl([...signing, ...args], Buffer.of()), AS2), reading));
    expect(read.payload.equals(ORDER)).toBe(true);
    expect(read.mic).toEqual(micOf(digest, ENTITY));
    expect(read.signedBy).not.toBeNull();
  });

  it.each<[string, readonly string[]]>([
    ['DER', ['-outform', 'DER']],
    ['BER in pieces', ['-outform', 'DER', '-stream']],
  ])('an opaque signature in %s', (_, args) => {
    const body = openssl([...signing, ...byBuyer, '-md', 'sha256', '-nodetach', ...args], Buffer.of());
    const headers = { ...AS2, 'Content-Type': 'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m' };
    const read = messageOf(readMessage({ headers, body }, reading));
    expect(read.payload.equals(ORDER)).toBe(true);
    expect(read.mic).toEqual(micOf('sha-256', ENTITY));
  });

  it('an opaque signature in base64', () => {
    const file = openssl([...signing, ...byBuyer, '-md', 'sha256', '-nodetach'], Buffer.of());
    expect(messageOf(readMessage(fromFile(file, AS2), reading)).payload.equals(ORDER)).toBe(true);
  });

  it('and refuses, where one byte of the signed content differs, with or without signed attributes', () => {
    const altered = (args: readonly string[]): string => {
      const file = openssl([...signing, ...byBuyer, ...args], Buffer.of());
      file[file.indexOf('PO1')] = 0x51;
      return modifierOf(readMessage(fromFile(file, AS2), reading));
    };
    expect([altered([]), altered(['-noattr'])]).toEqual(['integrity-check-failed', 'integrity-check-failed']);
  });

  const encrypting = ['-encrypt', '-binary', '-in', entityFile, '-outform', 'DER'];
  const oaep = ['-recip', files.factory.certificate, '-keyopt', 'rsa_padding_mode:oaep'];

  it.each<[string, readonly string[]]>([
    ...ciphers.map((cipher): [string, string[]] => [cipher, [flagOf(cipher), files.factory.certificate]]),
    ['the recipient named by his key', ['-aes256', '-keyid', files.factory.certificate]],
    ['BER in pieces', ['-aes256', '-stream', files.factory.certificate]],
    ['two recipients, we the second', ['-aes256', files.buyer.certificate, files.factory.certificate]],
    ['OAEP', ['-aes256', ...oaep]],
    ['OAEP of SHA-256', ['-aes256', ...oaep, '-keyopt', 'rsa_oaep_md:sha256']],
    ['OAEP with a label', ['-aes256', ...oaep, '-keyopt', 'rsa_oaep_label:6f72646572']],
  ])('an encryption with %s', (_, args) => {
    const headers = { ...AS2, 'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data' };
    const read = messageOf(readMessage({ headers, body: openssl([...encrypting, ...args], Buffer.of()) }, reading));
    expect(read.payload.equals(ORDER)).toBe(true);
    expect(read.mic).toEqual(micOf('sha-1', ENTITY));
  });

  it('5 MB streamed', () => {
    const content = Buffer.alloc(5_000_000, 'SEG*1*2*3~\r\n');
    const entity = desk.put('large', Buffer.concat([Buffer.from('Content-Type: text/plain\r\n\r\n'), content]));
    const body = openssl(
      ['-encrypt', '-binary', '-stream', '-outform', 'DER', '-aes128', '-in', entity, files.factory.certificate],
      Buffer.of(),
    );
    const headers = { ...AS2, 'Content-Type': 'application/pkcs7-mime' };
    expect(messageOf(readMessage({ headers, body }, reading)).payload.equals(content)).toBe(true);
    expect(decompress(compress(content), content.length)?.equals(content)).toBe(true);
  });
});
