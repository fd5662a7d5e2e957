import { AT, messageOf, orderMessage, readingWith } from '../../test/exchange.ts';
import { identity } from '../../test/identity.ts';
import { makeMessage, type Outgoing } from '../message/make-message.ts';
import { type MessageResult, readMessage } from '../message/read-message.ts';
import { refusal } from '../refusal.ts';
import { type Fate, makeReceipt } from './make-receipt.ts';
import { isReceipt, type ReceiptResult, readReceipt } from './read-receipt.ts';
import { settleReceipt } from './settle-receipt.ts';

const buyer = identity({ name: 'buyer' });
const factory = identity({ name: 'factory' });
const stranger = identity({ name: 'stranger' });

const reading = readingWith([factory], buyer.certificate);
const message = makeMessage(orderMessage(buyer, factory));
const taken = messageOf(readMessage(message, reading));
const sent = { messageId: taken.messageId, mics: message.mics, signedReceipt: true };
const processed: Fate = { verdict: 'processed', mic: taken.mic };

const receiptFor = (fate: Fate, changes: Partial<Parameters<typeof makeReceipt>[0]> = {}): Outgoing =>
  makeReceipt({ envelope: taken, fate, messageId: '<mdn-1@factory>', date: AT, sign: factory, ...changes });

const read = (receipt: Outgoing, trusted = [factory.certificate]): ReceiptResult =>
  readReceipt(receipt, { trusted, at: AT });

describe('a receipt', () => {
  it('proves that what was sent arrived', () => {
    const receipt = receiptFor(processed, { remark: { en: 'Order 4711', zh: '订单 4711' } });
    expect(receipt.headers).toMatchObject({
      'AS2-From': 'factory',
      'AS2-To': '"BUYER 1"',
      'Message-ID': '<mdn-1@factory>',
    });
    const result = read(receipt);
    expect(settleReceipt(result, sent)).toEqual({ outcome: 'processed', warning: null });
    expect(result).toMatchObject({ receipt: { originalMessageId: '<order-1@buyer.example>', mic: message.mic } });
    const words = result.verdict === 'read' ? result.receipt.words : '';
    expect(words).toContain('Order 4711.\r\nThe message was received and its content is intact.');
    expect(words).toContain('订单 4711。\r\n报文已收到且内容完整。');
  });

  it('of a message that came twice is a good one, with a warning', () => {
    const result = read(receiptFor({ verdict: 'duplicate', mic: taken.mic }));
    expect(settleReceipt(result, sent)).toEqual({ outcome: 'processed', warning: 'duplicate-document' });
  });

  it.each([
    'authentication-failed',
    'decompression-failed',
    'decryption-failed',
    'insufficient-message-security',
    'integrity-check-failed',
    'unexpected-processing-error',
    'unsupported-format',
    'unsupported-mic-algorithms',
  ] as const)('says %s in both languages and as the norm writes it', (modifier) => {
    const result = read(receiptFor({ verdict: 'refused', refusal: refusal(modifier, 'for the log') }));
    expect(settleReceipt(result, sent)).toMatchObject({ outcome: 'failed', modifier });
    expect(result.verdict === 'read' && result.receipt.words).toMatch(/[a-z]\.\r\n.*[\u4e00-\u9fff]。/s);
    expect(result.verdict === 'read' && result.receipt.words).not.toContain('for the log');
  });

  it('answers a message that was refused, by its envelope', () => {
    const result: MessageResult = readMessage(message, { ...reading, trusted: [] });
    if (result.verdict === 'read' || !result.envelope) throw new Error('should be refused');
    const receipt = receiptFor({ verdict: 'refused', refusal: result.refusal }, { envelope: result.envelope });
    expect(settleReceipt(read(receipt), sent)).toMatchObject({ outcome: 'failed', modifier: 'authentication-failed' });
  });

  it('is not signed where that was not asked for, and then proves nothing to who asked', () => {
    const receipt = receiptFor(processed, { envelope: { ...taken, receipt: null } });
    expect(receipt.headers['Content-Type']).toMatch(/^multipart\/report/);
    expect(settleReceipt(read(receipt), sent)).toMatchObject({ outcome: 'unproven', because: 'unsigned' });
    expect(settleReceipt(read(receipt), { ...sent, signedReceipt: false })).toMatchObject({ outcome: 'processed' });
  });

  it('proves nothing with the signature of a stranger, an ended certificate, or an altered text', () => {
    const receipt = receiptFor(processed);
    const body = Buffer.from(receipt.body);
    body[body.indexOf('processed')] = 0x50;
    const results = [
      read(receiptFor(processed, { sign: stranger })),
      readReceipt(receipt, { trusted: [factory.certificate], at: new Date('2041-01-01') }),
      read({ ...receipt, body }),
    ];
    const invalid = { outcome: 'unproven', because: 'signature-invalid' };
    expect(results.map((result) => settleReceipt(result, sent))).toMatchObject([invalid, invalid, invalid]);
  });

  it('is held against what was sent', () => {
    const other = { ...taken.mic, digest: 'AAAA' };
    expect(settleReceipt(read(receiptFor({ verdict: 'processed', mic: other })), sent)).toMatchObject({
      outcome: 'mic-mismatch',
    });
    expect(settleReceipt(read(receiptFor(processed)), { ...sent, messageId: '<2@x>' })).toMatchObject({
      because: 'other-message',
    });
    expect(settleReceipt(read(message), sent)).toMatchObject({ because: 'unreadable' });
  });

  it('is told from a message', () => {
    expect([receiptFor(processed), receiptFor(processed, { sign: null }), message].map(isReceipt)).toEqual([
      true,
      true,
      false,
    ]);
    const signedMessage = makeMessage(orderMessage(buyer, factory, { encrypt: null }));
    expect(isReceipt(signedMessage)).toBe(false);
  });
});

describe('receipts as others write them', () => {
  const others = (lines: readonly string[], eol = '\r\n'): Outgoing => ({
    headers: { 'Content-Type': 'multipart/report; Report-Type=disposition-notification;\r\n boundary=b_1' },
    body: Buffer.from(
      [
        'preamble',
        '--b_1',
        'Content-Type: text/plain',
        '',
        'Fine',
        '--b_1',
        'Content-Type: message/disposition-notification',
        '',
        ...lines,
        '',
        '--b_1--',
        '',
      ].join(eol),
    ),
  });
  const settle = (lines: readonly string[], eol?: string) =>
    settleReceipt(read(others(['Original-Message-ID: order-1@buyer.example', ...lines], eol)), {
      ...sent,
      signedReceipt: false,
    });

  it.each<[string, string]>([
    ['Disposition: automatic-action/MDN-sent-automatically; processed', 'processed'],
    ['disposition: automatic-action / mdn-sent-automatically;processed', 'processed'],
    ['Disposition: automatic-action/MDN-sent-automatically;\r\n processed/warning: duplicate-document', 'processed'],
    ['Disposition: automatic-action/MDN-sent-automatically; processed/Error: decryption-failed', 'failed'],
    ['Disposition: automatic-action/MDN-sent-automatically; failed/Failure: unsupported format', 'failed'],
    ['Disposition: automatic-action/MDN-sent-automatically; failed', 'failed'],
    ['Disposition: manual-action/MDN-sent-manually; processed/error', 'failed'],
    ['Disposition: automatic-action/MDN-sent-automatically; displayed', 'unproven'],
    ['Reporting-UA: x', 'unproven'],
  ])('%j is %s', (line, outcome) => {
    expect(settle([line]).outcome).toBe(outcome);
  });

  it('name their digest in their own way, and end their lines with LF', () => {
    const { digest } = message.mic;
    const lines = (mic: string): string[] => ['Disposition: a/b; processed', `Received-Content-MIC: ${mic}`];
    expect(settle(lines(`${digest}, SHA256`), '\n').outcome).toBe('processed');
    expect(settle(lines(`${digest},sha-256`)).outcome).toBe('processed');
    expect(settle(lines(`${digest}, sha1`)).outcome).toBe('mic-mismatch');
  });
});
