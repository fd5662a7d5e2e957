import { type MessageRequest, makeMessage } from '../src/message/make-message.ts';
import { type MessageResult, readMessage } from '../src/message/read-message.ts';
import { makeReceipt } from '../src/receipt/make-receipt.ts';
import { isReceipt, type ReceiptResult, readReceipt } from '../src/receipt/read-receipt.ts';
import { settleReceipt } from '../src/receipt/settle-receipt.ts';
import { against } from './against.ts';
import { AT, messageOf, ORDER, orderMessage, readingWith } from './exchange.ts';
import { openDoor, post } from './http-door.ts';
import { identity } from './identity.ts';
import { JavaPeer, type PeerOrder } from './java-peer.ts';
import { Desk } from './openssl.ts';

const { isThere, product } = against('a JDK');
const desk = new Desk();
const us = identity({ name: 'us' });
const peer = identity({ name: 'peer' });
const reading = { ...readingWith([us], peer.certificate), policy: { mustSign: false, mustEncrypt: false } };

let java: JavaPeer;
let theirs: string;

beforeAll(async () => {
  if (!isThere) return;
  java = await JavaPeer.start(desk, { ...peer, name: 'peer' }, { ...us, name: 'us' });
  theirs = await java.listening();
}, 120_000);
afterAll(async () => {
  if (isThere) await java.stop();
  desk.clear();
});

const settingsOf = (request: Pick<MessageRequest, 'compress' | 'sign' | 'encrypt'>): string =>
  [
    request.compress && 'compressed',
    request.sign && `signed ${request.sign.digest}`,
    request.encrypt && `encrypted ${request.encrypt.cipher}`,
  ]
    .filter(Boolean)
    .join(', ');

product('as2-lib reads what we make, and we read its receipt', () => {
  const encrypt = (cipher: 'aes-128-cbc' | 'aes-256-cbc' | 'des-ede3-cbc') => ({
    certificate: peer.certificate,
    cipher,
  });
  const requests = [
    { compress: true, sign: { ...us, digest: 'sha-256' }, encrypt: encrypt('aes-256-cbc') },
    { compress: true, sign: { ...us, digest: 'sha-512' }, encrypt: encrypt('aes-128-cbc') },
    { compress: false, sign: { ...us, digest: 'sha-1' }, encrypt: encrypt('des-ede3-cbc') },
    { compress: true, sign: { ...us, digest: 'sha-384' }, encrypt: null },
    { compress: false, sign: { ...us, digest: 'sha-256' }, encrypt: null },
    { compress: true, sign: null, encrypt: encrypt('aes-256-cbc') },
  ] satisfies Pick<MessageRequest, 'compress' | 'sign' | 'encrypt'>[];
  const cases = requests.map((request): [string, (typeof requests)[number]] => [
    settingsOf(request) || 'plain',
    request,
  ]);

  it.each(cases)('%s', async (name, how) => {
    const messageId = `<${name.replaceAll(/\W+/g, '-')}@us>`;
    const sent = makeMessage(orderMessage(us, peer, { ...how, from: 'us', to: 'peer', messageId }));
    const answer = await post(theirs, sent);
    expect(desk.read(await java.stored()).equals(ORDER)).toBe(true);
    const receipt = readReceipt(answer, { trusted: [peer.certificate], at: AT });
    expect(settleReceipt(receipt, { messageId, mics: sent.mics, signedReceipt: true })).toEqual({
      outcome: 'processed',
      warning: null,
    });
  });

  it('with a receipt that comes by itself', async () => {
    let arrived: (result: ReceiptResult) => void;
    const result = new Promise<ReceiptResult>((resolve) => (arrived = resolve));
    const door = await openDoor((received) => {
      if (isReceipt(received)) arrived(readReceipt(received, { trusted: [peer.certificate], at: AT }));
      return null;
    });
    const receipt = { to: 'as2@us', signed: true, async: door.url };
    const sent = makeMessage(orderMessage(us, peer, { from: 'us', to: 'peer', messageId: '<later@us>', receipt }));
    await post(theirs, sent);
    expect(desk.read(await java.stored()).equals(ORDER)).toBe(true);
    expect(settleReceipt(await result, { messageId: '<later@us>', mics: sent.mics, signedReceipt: true }).outcome).toBe(
      'processed',
    );
    await door.close();
  });

  it('and it refuses what a stranger signed', async () => {
    const stranger = identity({ name: 'us' });
    const sent = makeMessage(orderMessage(stranger, peer, { from: 'us', to: 'peer', messageId: '<stranger@us>' }));
    const receipt = readReceipt(await post(theirs, sent), { trusted: [peer.certificate], at: AT });
    const settled = settleReceipt(receipt, { messageId: '<stranger@us>', mics: sent.mics, signedReceipt: true });
    expect(settled.outcome).toBe('failed');
  });
});

product('we read what as2-lib makes, and it reads our receipt', () => {
  const all = { encrypt: 'aes256-cbc', sign: 'sha-256', compress: 'before', encoding: 'BINARY' } as const;
  const orders: Omit<PeerOrder, 'url' | 'asyncUrl' | 'file'>[] = [
    all,
    { ...all, encrypt: 'aes128-cbc', sign: 'sha-512', compress: 'after' },
    { ...all, encrypt: '3des', sign: 'sha-1', compress: null },
    { ...all, compress: null, encoding: 'BASE64' },
    { ...all, encrypt: null, compress: null },
    // Of what is compressed and not signed as2-lib names the packed bytes; RFC 5402 4.1 has the document unpacked.
    { ...all, sign: null, compress: null },
  ];

  it.each(orders)('$compress $sign $encrypt $encoding', async (order) => {
    desk.put('order', ORDER);
    const results: MessageResult[] = [];
    const door = await openDoor((received) => {
      const result = readMessage(received, reading);
      results.push(result);
      const message = messageOf(result);
      return makeReceipt({
        envelope: message,
        fate: { verdict: 'processed', mic: message.mic },
        messageId: '<mdn@us>',
        date: AT,
        sign: us,
      });
    });
    const answer = await java.send({ ...order, url: door.url, asyncUrl: null, file: 'order' });
    await door.close();
    const message = messageOf(results[0]!);
    expect(message.payload.equals(ORDER)).toBe(true);
    expect(message).toMatchObject({
      from: 'peer',
      to: 'us',
      contentType: 'application/edi-x12',
      fileName: 'peer.x12',
      encrypted: order.encrypt !== null,
      compressed: order.compress !== null,
    });
    expect(message.signedBy !== null).toBe(order.sign !== null);
    expect(answer).toBe('automatic-action/MDN-sent-automatically;_processed match');
  });

  it('and it is told when its message is refused', async () => {
    const door = await openDoor((received) => {
      const result = readMessage(received, { ...reading, trusted: [] });
      if (result.verdict === 'read' || !result.envelope) return null;
      return makeReceipt({
        envelope: result.envelope,
        fate: { verdict: 'refused', refusal: result.refusal },
        messageId: '<no@us>',
        date: AT,
        sign: us,
      });
    });
    desk.put('order', ORDER);
    const answer = await java.send({ ...all, url: door.url, asyncUrl: null, file: 'order' });
    await door.close();
    expect(answer).toContain('authentication-failed');
  });
});
