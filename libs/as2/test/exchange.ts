import type { X509Certificate } from 'node:crypto';
import type { KeyPair } from '../src/cms/decrypt.ts';
import type { MessageRequest } from '../src/message/make-message.ts';
import type { Message, MessageResult, Reading } from '../src/message/read-message.ts';

export const AT = new Date('2026-11-23T08:00:00Z');
/** With a lone LF, a lone CR, bytes beyond ASCII and no line end: nothing on the way may touch it. */
export const ORDER = Buffer.from(
  'ISA*00*~\r\nGS*PO~\nST*850*0001~\rPO1*1*5*EA**VP*\u00e4\u8ba2\u5355~SE*2*0001~',
  'utf8',
);

/** An order from `buyer` to `factory`, all of AS2 unless said otherwise. */
export function orderMessage(buyer: KeyPair, factory: KeyPair, changes: Partial<MessageRequest> = {}): MessageRequest {
  return {
    from: 'BUYER 1',
    to: 'factory',
    messageId: '<order-1@buyer.example>',
    date: AT,
    subject: 'Order 4711',
    payload: { content: ORDER, contentType: 'application/edi-x12', fileName: 'order.x12' },
    compress: true,
    sign: { ...buyer, digest: 'sha-256' },
    encrypt: { certificate: factory.certificate, cipher: 'aes-256-cbc' },
    receipt: { to: 'as2@buyer.example', signed: true, async: null },
    ...changes,
  };
}

export const readingWith = (own: readonly KeyPair[], ...trusted: readonly X509Certificate[]): Reading => ({
  keys: own,
  trusted,
  policy: { mustSign: true, mustEncrypt: true },
  at: AT,
});

/** @throws Error with the refusal */
export function messageOf(result: MessageResult): Message {
  if (result.verdict === 'read') return result.message;
  throw new Error(`${result.refusal.modifier}: ${result.refusal.detail}`);
}

export const modifierOf = (result: MessageResult): string =>
  result.verdict === 'refused' ? result.refusal.modifier : 'read';
