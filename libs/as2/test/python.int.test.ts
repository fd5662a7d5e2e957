import type { Cipher, Digest } from '../src/cms/algorithms.ts';
import { type MessageRequest, makeMessage } from '../src/message/make-message.ts';
import { readMessage } from '../src/message/read-message.ts';
import { makeReceipt } from '../src/receipt/make-receipt.ts';
import { readReceipt } from '../src/receipt/read-receipt.ts';
import { settleReceipt } from '../src/receipt/settle-receipt.ts';
import { against } from './against.ts';
import { AT, messageOf, ORDER, orderMessage, readingWith } from './exchange.ts';
import { identity } from './identity.ts';
import { Desk } from './openssl.ts';
import { PythonPeer, type PythonSettings } from './python-peer.ts';

const { isThere, product } = against('python3 with pip');
const desk = new Desk();
const us = identity({ name: 'us' });
const peer = identity({ name: 'peer' });
const reading = { ...readingWith([us], peer.certificate), policy: { mustSign: false, mustEncrypt: false } };

let theirs: PythonPeer;
beforeAll(async () => {
  if (!isThere) return;
  theirs = await PythonPeer.start(desk, { ...peer, name: 'peer' }, { ...us, name: 'us' });
}, 120_000);
afterAll(async () => {
  if (isThere) await theirs.stop();
  desk.clear();
});

product('pyas2lib reads what we make, and we read its receipt', () => {
  const encrypt = (cipher: Cipher): MessageRequest['encrypt'] => ({ certificate: peer.certificate, cipher });
  const sign = (digest: Digest): MessageRequest['sign'] => ({ ...us, digest });

  it.each<[string, Pick<MessageRequest, 'compress' | 'sign' | 'encrypt'>]>([
    ['compressed, signed, encrypted', { compress: true, sign: sign('sha-256'), encrypt: encrypt('aes-256-cbc') }],
    ['SHA-512 and AES-128', { compress: true, sign: sign('sha-512'), encrypt: encrypt('aes-128-cbc') }],
    ['SHA-1 and 3DES', { compress: false, sign: sign('sha-1'), encrypt: encrypt('des-ede3-cbc') }],
    ['signed alone', { compress: false, sign: sign('sha-384'), encrypt: null }],
    ['compressed and signed', { compress: true, sign: sign('sha-256'), encrypt: null }],
  ])('%s', async (_, how) => {
    const sent = makeMessage(orderMessage(us, peer, { ...how, from: 'us', to: 'peer', messageId: '<1@us>' }));
    const read = await theirs.parse(sent, { sign: true, encrypt: how.encrypt !== null, compress: how.compress });
    expect(read).toMatchObject({ status: 'processed', error: null });
    expect(read.content.equals(ORDER)).toBe(true);
    const receipt = readReceipt(read.receipt, { trusted: [peer.certificate], at: AT });
    expect(settleReceipt(receipt, { messageId: '<1@us>', mics: sent.mics, signedReceipt: true })).toEqual({
      outcome: 'processed',
      warning: null,
    });
  });

  it('and it refuses what a stranger signed', async () => {
    const stranger = identity({ name: 'us' });
    const sent = makeMessage(orderMessage(stranger, peer, { from: 'us', to: 'peer', messageId: '<2@us>' }));
    const read = await theirs.parse(sent, { sign: true, encrypt: true });
    const receipt = readReceipt(read.receipt, { trusted: [peer.certificate], at: AT });
    const settled = settleReceipt(receipt, { messageId: '<2@us>', mics: sent.mics, signedReceipt: true });
    expect(settled).toMatchObject({ outcome: 'failed', modifier: 'authentication-failed' });
  });
});

product('we read what pyas2lib makes, and it reads our receipt', () => {
  const all = {
    compress: true,
    sign: true,
    encrypt: true,
    enc_alg: 'aes_256_cbc',
    mdn_mode: 'SYNC',
    mdn_digest_alg: 'sha256',
  } as const;
  const lines = Buffer.from('ISA*00~\r\nGS*PO~\r\nSE*2*0001~\r\n');

  it.each<[string, PythonSettings, Buffer]>([
    ['compressed, signed, encrypted', all, lines],
    ['any bytes', all, ORDER],
    ['SHA-512 and AES-128', { ...all, digest_alg: 'sha512', enc_alg: 'aes_128_cbc', mdn_digest_alg: 'sha512' }, lines],
    ['SHA-1 and 3DES', { ...all, digest_alg: 'sha1', enc_alg: 'tripledes_192_cbc', mdn_digest_alg: 'sha1' }, lines],
    ['not compressed', { ...all, compress: false }, lines],
    ['signed alone', { ...all, compress: false, encrypt: false }, lines],
    ['encrypted alone', { ...all, compress: false, sign: false }, lines],
    ['RSA-PSS', { ...all, sign_alg: 'rsassa_pss' }, lines],
    ['OAEP', { ...all, key_enc_alg: 'rsaes_oaep' }, lines],
  ])('%s', async (_, settings, content) => {
    const contentType = content === ORDER ? 'application/octet-stream' : 'application/edi-x12';
    const message = messageOf(readMessage(await theirs.build(content, contentType, settings), reading));
    expect(message.payload.toString('latin1')).toBe(content.toString('latin1'));
    expect(message).toMatchObject({ from: 'peer', to: 'us', contentType, fileName: 'peer.x12' });
    const fate = { verdict: 'processed', mic: message.mic } as const;
    const receipt = makeReceipt({ envelope: message, fate, messageId: '<mdn@us>', date: AT, sign: us });
    expect(await theirs.settle(receipt)).toEqual({ status: 'processed', detail: null });
  });

  it('and it is told when its message is refused', async () => {
    const result = readMessage(await theirs.build(lines, 'application/edi-x12', all), { ...reading, keys: [] });
    if (result.verdict === 'read' || !result.envelope) throw new Error('should be refused');
    const fate = { verdict: 'refused', refusal: result.refusal } as const;
    const receipt = makeReceipt({ envelope: result.envelope, fate, messageId: '<no@us>', date: AT, sign: us });
    expect(await theirs.settle(receipt)).toEqual({ status: 'processed/error', detail: 'decryption-failed' });
  });
});
