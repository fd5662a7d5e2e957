export { type CertificateFacts, certificateFacts } from './certificates/facts.ts';
export { selfSigned } from './certificates/self-signed.ts';
export { CIPHER_NAMES, type Cipher, type Digest } from './cms/algorithms.ts';
export type { KeyPair } from './cms/decrypt.ts';
export type { Signer } from './cms/sign.ts';
export { type Envelope, type ReceiptRequest, readEnvelope } from './message/envelope.ts';
export { type MessageRequest, makeMessage, type Outgoing, type OutgoingMessage } from './message/make-message.ts';
export type { Mic } from './message/mic.ts';
export {
  type Message,
  type MessageResult,
  type Reading,
  type Received,
  type RefusedMessage,
  readMessage,
} from './message/read-message.ts';
export type { Disposition } from './receipt/disposition.ts';
export { type Fate, makeReceipt, type ReceiptOrder } from './receipt/make-receipt.ts';
export {
  isReceipt,
  type Receipt,
  type ReceiptReading,
  type ReceiptResult,
  readReceipt,
} from './receipt/read-receipt.ts';
export { type Sent, type Settlement, settleReceipt } from './receipt/settle-receipt.ts';
export type { Modifier, Refusal } from './refusal.ts';
