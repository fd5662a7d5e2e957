export { type CertificateFacts, certificateFacts } from './certificates/facts.ts';
export type { Cipher, Digest } from './cms/algorithms.ts';
export type { KeyPair } from './cms/decrypt.ts';
export type { Signer } from './cms/sign.ts';
export { type Envelope, type ReceiptRequest, readEnvelope } from './message/envelope.ts';
export { type MessageRequest, makeMessage, type Outgoing } from './message/make-message.ts';
export type { Mic } from './message/mic.ts';
export { type Message, type MessageResult, type Reading, type Received, readMessage } from './message/read-message.ts';
export type { Modifier, Refusal } from './refusal.ts';
