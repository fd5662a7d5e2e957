import type { X509Certificate } from 'node:crypto';
import type { KeyPair } from '../cms/decrypt.ts';
import { contentTypeOf, fieldsOf, type HttpHeaders } from '../mime/fields.ts';
import { decodeBody } from '../mime/transfer-encoding.ts';
import { type Refusal, Refused } from '../refusal.ts';
import { type Envelope, mustBeAbleToAnswer, readEnvelope } from './envelope.ts';
import { fileNameIn } from './file-name.ts';
import { type Mic, micAlgorithm, micOf } from './mic.ts';
import { type Opened, unwrap } from './unwrap.ts';
import { refusalFor, veiled, vouched } from './veil.ts';

/** An HTTP request or response, its body whole and its headers as `node:http` gives them. */
export interface Received {
  readonly headers: HttpHeaders;
  readonly body: Buffer;
}

export interface Reading {
  /** ours; several while certificates overlap */
  readonly keys: readonly KeyPair[];
  /** the sender's; several while certificates overlap. Nobody else is trusted, whatever comes with the message */
  readonly trusted: readonly X509Certificate[];
  readonly policy: { readonly mustSign: boolean; readonly mustEncrypt: boolean };
  /** the time at which the signer's certificate must be in force */
  readonly at: Date;
  /** bytes that may come out of a compression; 100 MiB unless said otherwise */
  readonly unpackedLimit?: number;
}

export interface Message extends Envelope {
  readonly payload: Buffer;
  /** lower case, with its parameters: `application/edi-x12` */
  readonly contentType: string;
  /** without any folder */
  readonly fileName: string | null;
  readonly mic: Mic;
  readonly signedBy: X509Certificate | null;
  readonly encrypted: boolean;
  readonly compressed: boolean;
}

export type MessageResult = { readonly verdict: 'read'; readonly message: Message } | RefusedMessage;

export interface RefusedMessage {
  readonly verdict: 'refused';
  readonly refusal: Refusal;
  /** what a receipt can be made from; null: the headers were not those of AS2 */
  readonly envelope: Envelope | null;
  /** who signed it all the same; null: nothing shows that it comes from anybody we know */
  readonly signedBy: X509Certificate | null;
}

const UNPACKED_LIMIT = 100 * 1024 * 1024;

/** Never throws, whatever the bytes are. */
export function readMessage(received: Received, reading: Reading): MessageResult {
  let envelope: Envelope | null = null;
  try {
    envelope = readEnvelope(received.headers);
    if (!envelope) throw new Refused('unsupported-format', 'the headers are not those of AS2');
    mustBeAbleToAnswer(received.headers, envelope.receipt);
    return { verdict: 'read', message: open(envelope, received, reading) };
  } catch (error) {
    const signedBy = error instanceof Refused ? error.signedBy : null;
    return { verdict: 'refused', refusal: refusalFor(error), envelope, signedBy };
  }
}

function open(
  envelope: Envelope,
  received: Received,
  { policy, unpackedLimit = UNPACKED_LIMIT, ...means }: Reading,
): Message {
  const opened = unwrap(
    { fields: fieldsOf(received.headers), body: received.body, raw: null },
    { ...means, unpackedLimit },
  );
  return vouched(opened.signature, () => veiled(opened, () => messageIn(opened, envelope, policy)));
}

function messageIn(opened: Opened, envelope: Envelope, policy: Reading['policy']): Message {
  const { entity, signature, encrypted, compressed } = opened;
  if (policy.mustSign && !signature) throw new Refused('insufficient-message-security', 'not signed');
  if (policy.mustEncrypt && !encrypted) throw new Refused('insufficient-message-security', 'not encrypted');
  const { value } = contentTypeOf(entity.fields);
  if (value.startsWith('multipart/')) throw new Refused('unsupported-format', `${value}: several documents in one`);
  return {
    ...envelope,
    payload: decodeBody(entity.fields, entity.body),
    contentType: value,
    fileName: fileNameIn(entity.fields),
    mic: micFor(opened, envelope),
    signedBy: signature?.signer ?? null,
    encrypted,
    compressed,
  };
}

/**
 * RFC 4130 7.3.1, RFC 5402 4: of a signed message what was signed; of an encrypted or compressed one the innermost
 * entity with its headers; of a plain one the body, since headers change on their way.
 */
function micFor({ entity, signature }: Opened, { receipt }: Envelope): Mic {
  const algorithm = micAlgorithm(signature?.digest ?? null, receipt?.algorithms ?? []);
  return micOf(algorithm, signature?.content ?? entity.raw ?? entity.body);
}
